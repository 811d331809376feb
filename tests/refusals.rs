//! Close refuses in four ways, and none of them is a bad key: 400, 401, 403 and 404, on one task and on many.
#![expect(clippy::expect_used, reason = "helpers of tests fail by panicking")]

mod desk;

use chrono::{DateTime, Utc};
use closeout::close::auth::Key;
use closeout::close::client::Client;
use closeout::close::transport::Method;
use closeout::domain::failure::Failure;
use closeout::domain::id::TaskId;
use closeout::domain::patch::Patch;
use closeout::domain::zone::Zone;
use closeout::sim::{Fault, Faults, InProcess, Which, World};
use desk::Desk;

const STATUSES: [u16; 4] = [400, 401, 403, 404];

fn now() -> DateTime<Utc> {
    desk::START.parse().expect("a moment")
}

/// A server whose next writes are refused with this status, and the ids of two tasks on it.
fn refusing(status: u16) -> (InProcess, Vec<TaskId>) {
    let mut world = World::bare(now());
    let ids = (0..2).map(|_| TaskId::new(world.add(now(), "lead", vec![("text", "Call Ada".into())])));
    let ids = ids.collect();
    let server = InProcess::new(world, now);
    server.set_faults(refusals(status, 1));
    (server, ids)
}

fn refusals(status: u16, count: usize) -> Faults {
    let fault = Fault::Refused { status, sentence: "Not yours.".into() };
    Faults::script((0..count).map(|_| (Which::write(), fault.clone())).collect())
}

fn client(server: &InProcess, key: &str) -> Client<InProcess> {
    Client::new(server.clone(), Key::read(key).expect("a key"), Zone::UTC)
}

fn times_asked_who_we_are(server: &InProcess) -> usize {
    let is_me = |method: Method, path: &str| method == Method::Get && path == "/me/";
    server.requests().iter().filter(|request| is_me(request.method, &request.path)).count()
}

#[tokio::test]
async fn each_of_the_four_on_one_task_is_about_the_task() {
    for status in STATUSES {
        let (server, ids) = refusing(status);
        let told = client(&server, "api_demo").update(now(), &ids[0], &Patch::complete(true)).await.result;
        match status {
            404 => assert_eq!(told, Err(Failure::Gone)),
            401 => assert_eq!(told, Err(Failure::Refused("Close does not allow you to do this".into()))),
            _ => assert_eq!(told, Err(Failure::Refused("Not yours.".into())), "{status}"),
        }
        assert_eq!(times_asked_who_we_are(&server), usize::from(status == 401), "{status}");
    }
}

#[tokio::test]
async fn each_of_the_four_on_many_tasks_is_about_the_tasks_and_loses_none() {
    for status in STATUSES {
        let (server, ids) = refusing(status);
        let told = client(&server, "api_demo").update_all(now(), &ids, &Patch::complete(true)).await.result;
        // Which of them it was is not said: none may be taken for gone.
        assert!(matches!(told, Err(Failure::Refused(_))), "{status}: {told:?}");
        assert_eq!(times_asked_who_we_are(&server), usize::from(status == 401), "{status}");
    }
}

#[tokio::test]
async fn with_a_key_nobody_has_it_is_the_key() {
    let (server, ids) = refusing(400);
    server.set_faults(Faults::none());
    let stranger = client(&server, "api_nobody");
    let one = stranger.update(now(), &ids[0], &Patch::complete(true)).await.result;
    let many = stranger.update_all(now(), &ids, &Patch::complete(true)).await.result;
    assert!(matches!((one, many), (Err(Failure::Login(_)), Err(Failure::Login(_)))));
}

#[test]
fn a_refused_change_comes_back_with_the_reason_and_the_key_stays_good() {
    for status in [400, 401, 403] {
        let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
        desk.server.set_faults(refusals(status, 1));
        desk.press("e").settle();
        desk.says("Could not complete Call Ada");
        assert_eq!((desk.rows().len(), desk.model.problems.len()), (2, 1), "{status}");
        desk.press("e").settle();
        assert_eq!(desk.on_server("Call Ada", "is_complete"), true, "{status}: nothing more was sent");
    }
}

#[test]
fn what_may_not_be_seen_any_more_goes_as_if_it_were_gone() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.server.set_faults(refusals(404, 1));
    desk.press("e").settle();
    desk.says("Call Ada: that task no longer exists in Close");
    assert_eq!(desk.model.problems.len(), 1, "it stays in the view of changes until it is seen");
    assert_eq!(desk.waiting(), 0);
}

#[test]
fn a_batch_that_is_refused_is_tried_one_by_one_so_that_each_is_told_apart() {
    for status in STATUSES {
        let mut desk = Desk::with(["one", "two", "three"]);
        // The batch and then the first of them alone.
        desk.server.set_faults(refusals(status, 2));
        desk.press("* a e").settle();
        let done = ["one", "two", "three"].map(|text| desk.on_server(text, "is_complete") == true);
        assert_eq!(done.iter().filter(|done| **done).count(), 2, "{status}");
        assert_eq!(desk.model.problems.len(), 1, "{status}");
        assert_eq!(desk.waiting(), 0, "{status}");
    }
}
