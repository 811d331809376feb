//! Comments: what Close accepts, what it answers, and what is left of one that was removed.

use closeout::close::transport::Method;
use closeout::sim::World;
use closeout::sim::comments::Comment;
use closeout::sim::serve::serve;
use serde_json::{Value, json};

use crate::{ask, empty, get, now, put, request, todo, with_body};

fn write(world: &mut World, fields: &Value) -> (u16, Value) {
    ask(world, &with_body(request(Method::Post, "/comment/", &[]), fields))
}

fn remove(world: &mut World, id: &str) -> u16 {
    serve(world, now(), &request(Method::Delete, &format!("/comment/{id}/"), &[])).status
}

fn written(world: &mut World, words: &str) -> (String, String) {
    let task = todo(world, "Call Ada", "2026-03-09");
    let page = format!("<body><p>{words}</p></body>");
    let (status, comment) = write(world, &json!({ "object_id": task, "body": page }));
    assert_eq!((status, &comment["body"], &comment["created_by"]), (201, &json!(page), &json!(world.me())));
    (task, comment["id"].as_str().unwrap().to_owned())
}

#[test]
fn a_new_comment_is_created_and_found_by_what_it_is_about_or_its_thread() {
    let mut world = empty();
    let (task, id) = written(&mut world, "Careful");
    for (name, value) in [("object_id", task.clone()), ("thread_id", format!("comthr_{task}"))] {
        let (_, list) = get(&mut world, "/comment/", &[(name, &value)]);
        assert_eq!((&list["data"][0]["id"], &list["has_more"]), (&json!(id), &json!(false)));
    }
    assert_eq!(get(&mut world, &format!("/comment/{id}/"), &[]).1["thread_id"], format!("comthr_{task}"));
    assert_eq!(get(&mut world, &format!("/comment_thread/comthr_{task}/"), &[]).1["num_comments"], 1);
}

#[test]
fn what_close_does_not_accept_is_named() {
    let mut world = empty();
    let task = todo(&mut world, "Call Ada", "2026-03-09");
    let page = "<body><p>x</p></body>";
    for (fields, status, field) in [
        (json!({ "body": page }), 400, "object_id"),
        (json!({ "object_id": task }), 400, "body"),
        (json!({ "object_id": task, "body": "plain words" }), 400, "body"),
        (json!({ "object_id": task, "body": "<body><p> </p></body>" }), 400, "body"),
        (json!({ "object_id": task, "body": 7 }), 400, "body"),
        (json!({ "object_id": task, "body": page, "text": "x" }), 400, "text"),
    ] {
        let (answered, body) = write(&mut world, &fields);
        assert_eq!((answered, body["field-errors"].get(field).is_some()), (status, true), "{fields}: {body}");
    }
    assert_eq!(write(&mut world, &json!({ "object_id": "task_x", "body": page })).0, 404);
    assert!(world.comments.is_empty());
}

#[test]
fn a_removed_comment_keeps_its_place_until_the_last_of_its_thread_goes() {
    let mut world = empty();
    let (task, first) = written(&mut world, "Careful");
    let (_, second) = write(&mut world, &json!({ "object_id": task, "body": "<body><p>b</p></body>" }));
    assert_eq!((remove(&mut world, &first), remove(&mut world, &first)), (204, 404));
    let (_, list) = get(&mut world, "/comment/", &[("object_id", &task)]);
    assert_eq!((&list["data"][0]["body"], list["data"][0]["removed_at"].is_null()), (&Value::Null, false));
    assert_eq!(remove(&mut world, second["id"].as_str().unwrap()), 204);
    assert!(world.comments.is_empty());
    assert_eq!(get(&mut world, &format!("/comment_thread/comthr_{task}/"), &[]).0, 404);
}

#[test]
fn only_the_writer_may_reword_or_remove() {
    let mut world = empty();
    let (task, own) = written(&mut world, "Careful");
    let other = world.users().iter().find(|user| user.id != world.me()).unwrap().id.clone();
    world.comments.push(Comment::saying("comm_theirs", &task, &other, "theirs", now()));
    let fields = json!({ "body": "<body><p>Other words</p></body>" });
    assert_eq!(put(&mut world, &format!("/comment/{own}/"), &fields).1["body"], fields["body"]);
    assert_eq!(put(&mut world, "/comment/comm_theirs/", &fields).0, 401);
    assert_eq!(remove(&mut world, "comm_theirs"), 401);
}
