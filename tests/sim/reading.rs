//! People, leads and what lies behind a task.

use closeout::sim::World;
use serde_json::{Value, json};

use crate::{get, grown};

fn object_of(world: &World, kind: &str) -> String {
    let has_lead = |task: &closeout::sim::task::Task| {
        task.kind == kind && (task.lead_id.is_some() || kind == "voicemail")
    };
    let found = world.tasks().find(|(_, task)| has_lead(task)).unwrap().1;
    found.object.as_ref().unwrap().1.clone()
}

#[test]
fn me_has_organisations_as_objects_and_a_user_has_ids() {
    let mut world = grown(0);
    let organization = world.organization_id().to_owned();
    let (status, me) = get(&mut world, "/me/", &[]);
    assert_eq!((status, &me["organizations"][0]["id"]), (200, &json!(organization)));
    assert_eq!((&me["first_name"], &me["id"]), (&json!("Maya"), &json!(world.me())));
    let path = format!("/user/{}/", world.me());
    let (_, user) = get(&mut world, &path, &[]);
    assert_eq!(user["organizations"], json!([organization]));
}

#[test]
fn the_organisation_knows_who_is_there_and_who_has_left() {
    let mut world = grown(0);
    let path = format!("/organization/{}/", world.organization_id());
    let (_, organization) = get(&mut world, &path, &[]);
    let names = |list: &str| -> Vec<String> {
        let members = organization[list].as_array().unwrap();
        members.iter().map(|member| member["user_full_name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names("memberships").contains(&"Zoë Marchetti".to_owned()));
    assert_eq!(names("inactive_memberships"), ["Dana Whitlock", "Colm Devereux"]);
    assert_eq!(get(&mut world, "/user/availability/", &[]).0, 400);
    let id = world.organization_id().to_owned();
    let (_, availability) = get(&mut world, "/user/availability/", &[("organization_id", &id)]);
    assert_eq!(availability["data"].as_array().unwrap().len(), names("memberships").len());
    assert_eq!(get(&mut world, "/organization/orga_other/", &[]).0, 404);
}

#[test]
fn groups_list_without_members_and_open_with_them() {
    let mut world = grown(0);
    let (_, groups) = get(&mut world, "/group/", &[]);
    assert_eq!(groups["data"][0].get("members"), None);
    let path = format!("/group/{}/", groups["data"][0]["id"].as_str().unwrap());
    assert_eq!(get(&mut world, &path, &[]).1["members"][0]["user_id"], world.me());
}

#[test]
fn a_mail_task_leads_to_its_thread_and_its_mails() {
    let mut world = grown(60);
    let thread = object_of(&world, "incoming_email");
    let (status, thread) = get(&mut world, &format!("/activity/emailthread/{thread}/"), &[]);
    assert_eq!(status, 200);
    let id = thread["emails"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(thread["emails"][0].get("body_text"), None, "threads carry previews only");
    let (_, list) = get(&mut world, "/activity/email/", &[("id__in", &format!("{id},acti_other"))]);
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
    let mail = &list["data"][0];
    assert_eq!(mail["direction"], "incoming");
    assert!(mail["body_text"].as_str().unwrap().len() > 60);
    assert_eq!(get(&mut world, &format!("/activity/email/{id}/"), &[]).1, *mail);
}

#[test]
fn a_transcript_comes_only_when_named() {
    let mut world = grown(60);
    let path = format!("/activity/call/{}/", object_of(&world, "voicemail"));
    assert_eq!(get(&mut world, &path, &[]).1.get("voicemail_transcript"), None);
    let (_, call) = get(&mut world, &path, &[("_fields", "id,voicemail_transcript")]);
    assert!(call["voicemail_transcript"]["utterances"][0]["text"].as_str().unwrap().len() > 20);
    assert_eq!(get(&mut world, &path.replace("/call/", "/sms/"), &[]).0, 404);
}

#[test]
fn a_lead_has_its_people_its_deals_and_its_open_tasks() {
    let mut world = grown(60);
    let deal = object_of(&world, "opportunity_due");
    let (_, deal) = get(&mut world, &format!("/opportunity/{deal}/"), &[]);
    assert!(deal["value"].as_i64().unwrap() > 0 && deal["lead_name"].is_string());
    let path = format!("/lead/{}/", deal["lead_id"].as_str().unwrap());
    let (_, lead) = get(&mut world, &path, &[]);
    assert_eq!(lead["opportunities"][0]["id"], deal["id"]);
    assert!(!lead["contacts"].as_array().unwrap().is_empty());
    assert!(lead["tasks"].as_array().unwrap().iter().all(|task| task["is_complete"] == false));
    assert_eq!(
        get(&mut world, "/lead/lead_x/", &[]).1["error"],
        "Empty query: Lead matching query does not exist."
    );
}

#[test]
fn comments_ask_for_exactly_one_thing() {
    let mut world = grown(1);
    assert_eq!(get(&mut world, "/comment/", &[]).0, 400);
    let (status, body) = get(&mut world, "/comment/", &[("object_id", "task_x")]);
    assert_eq!((status, &body["data"]), (200, &Value::Array(Vec::new())));
}

#[test]
fn a_comment_belongs_to_its_task() {
    let mut world = grown(60);
    let reader = world
        .tasks()
        .find(|(_, task)| task.own("text").is_some_and(|it| it.to_string().contains("spare reader")));
    let id = reader.unwrap().1.id.clone();
    let (_, body) = get(&mut world, "/comment/", &[("object_id", &id)]);
    assert!(body["data"][0]["body"].as_str().unwrap().contains("under my desk"));
    assert_eq!(body["data"][0]["created_by"], world.user_named("Jonas").unwrap().id);
    let (_, body) = get(&mut world, "/comment_thread/", &[("object_ids", &id)]);
    assert_eq!((&body["data"][0]["num_comments"], &body["data"][1]), (&json!(1), &Value::Null));
}
