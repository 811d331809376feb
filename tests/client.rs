//! The client against the pretend Close, over real HTTP on this machine.
//!
//! Both sides write the API down for themselves, so a field one of them misspells is found here.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::collections::HashSet;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::close::auth::Key;
use closeout::close::base_url::BaseUrl;
use closeout::close::client::Client;
use closeout::close::http::Http;
use closeout::domain::due::Due;
use closeout::domain::endpoint::{Endpoint, Pause};
use closeout::domain::failure::Failure;
use closeout::domain::id::{ActivityId, Named, TaskId, UserId};
use closeout::domain::kind::Kind;
use closeout::domain::patch::Patch;
use closeout::domain::query::{Order, Query};
use closeout::domain::related::Key as Related;
use closeout::domain::tab::Tab;
use closeout::domain::zone::{Timestamp, Zone};
use closeout::sim::activity::{Activity, Happening};
use closeout::sim::world::KEY;
use closeout::sim::{Fault, Faults, Seed, Which, World, listen};

type Close = Client<Http>;

fn now() -> DateTime<Utc> {
    "2026-03-10T15:15:00Z".parse().unwrap()
}

fn zone() -> Zone {
    Zone::named("America/Los_Angeles").unwrap()
}

fn grown(tasks: usize) -> World {
    let zone_offset = chrono::FixedOffset::west_opt(7 * 3600).unwrap();
    World::grow(Seed { tasks, seed: 1, now: now(), zone_offset })
}

/// A world with so many to-dos, and their ids.
fn to_dos(count: usize) -> (World, Vec<TaskId>) {
    let mut world = World::bare(now());
    let ids = (0..count).map(|number| {
        let made = now() - TimeDelta::minutes(count.try_into().unwrap());
        let fields = vec![("text", format!("Call {number}").into()), ("date", "2026-03-09".into())];
        TaskId::new(world.add(made, "lead", fields))
    });
    let ids = ids.collect();
    (world, ids)
}

fn client(base_url: &str, key: &str) -> Close {
    Client::new(Http::new(&BaseUrl::read(base_url).unwrap()), Key::read(key).unwrap(), zone())
}

/// Runs a server around this world while `ask` talks to it.
async fn during<R>(world: World, faults: Faults, ask: impl AsyncFnOnce(Close) -> R) -> R {
    let address = "127.0.0.1:0".parse().unwrap();
    let server = listen(address, world, faults, Duration::ZERO, now).await.unwrap();
    let close = client(&server.base_url, KEY);
    tokio::select! {
        end = server.run() => panic!("the server stopped: {end:?}"),
        answer = ask(close) => answer,
    }
}

/// The same, with one thing going wrong.
async fn with_fault<R>(world: World, which: Which, fault: Fault, ask: impl AsyncFnOnce(Close) -> R) -> R {
    during(world, Faults::script(vec![(which, fault)]), ask).await
}

fn done() -> Patch {
    Patch::complete(true)
}

/// Everything a query finds, page by page.
async fn all(close: &Close, mut query: Query) -> Vec<closeout::domain::task::Task> {
    let mut tasks = Vec::new();
    loop {
        let page = close.tasks(now(), &query).await.result.unwrap();
        assert_eq!(page.unreadable, [""; 0]);
        tasks.extend(page.tasks);
        if !page.has_more {
            return tasks;
        }
        query = query.next_page();
    }
}

#[tokio::test]
async fn the_key_tells_who_we_are_and_the_organisation_who_else_is_there() {
    let mut world = World::bare(now());
    world.set_timezone("America/Denver");
    let (me, users) = (UserId::new(world.me()), world.users().to_vec());
    during(world, Faults::none(), async |close| {
        let found = close.me().await.result.unwrap();
        assert_eq!((&found.user.id, found.time_zone.as_deref()), (&me, Some("America/Denver")));
        assert_eq!(found.user.name(), Some(&*users[0].name()));
        assert!(found.organization.name().is_some());
        let people = close.people(&found.organization.id).await.result.unwrap();
        let told: HashSet<_> = people.iter().map(|user| (user.name.to_string(), user.is_active)).collect();
        assert_eq!(told, users.iter().map(|user| (user.name(), user.is_active)).collect());
        assert!(people.iter().any(|user| !user.is_active), "nobody has left");
    })
    .await;
}

#[tokio::test]
async fn every_page_together_holds_every_task_once() {
    let (world, ids) = to_dos(250);
    let me = UserId::new(world.me());
    during(world, Faults::none(), async |close| {
        let found = all(&close, Query::open_of(&me)).await;
        assert_eq!(found.len(), 250);
        let found: HashSet<TaskId> = found.into_iter().map(|task| task.id).collect();
        assert_eq!(found, ids.into_iter().collect());
    })
    .await;
}

#[tokio::test]
async fn all_kinds_arrive_with_what_only_they_have() {
    during(grown(600), Faults::none(), async |close| {
        let tasks = all(&close, Query { order: Order::Created, ..Query::default() }).await;
        let kinds: HashSet<&str> = tasks.iter().map(|task| task.kind.wire_name()).collect();
        // Nine that are documented, and one nobody has told us of.
        assert_eq!((tasks.len(), kinds.len()), (600, 10), "{kinds:?}");
        let shown = |name: &str, is_shown: fn(&Kind) -> bool| {
            let mut some = tasks.iter().filter(|task| task.kind.wire_name() == name);
            assert!(some.any(|task| is_shown(&task.kind)), "{name} has nothing of its own");
        };
        shown("incoming_email", |kind| matches!(kind, Kind::IncomingEmail(mail) if mail.unread > 0));
        shown("email_followup", |kind| matches!(kind, Kind::EmailFollowup(mail) if mail.subject.is_some()));
        shown("voicemail", |kind| matches!(kind, Kind::Voicemail(call) if call.seconds.is_some()));
        shown("missed_call", |kind| matches!(kind, Kind::MissedCall(call) if call.ours.is_some()));
        shown(
            "answered_detached_call",
            |kind| matches!(kind, Kind::DetachedCall(call) if call.recording.is_some()),
        );
        shown("incoming_sms", |kind| matches!(kind, Kind::IncomingSms(sms) if !sms.attachments.is_empty()));
        shown("opportunity_due", |kind| matches!(kind, Kind::OpportunityDue(deal) if deal.cents.is_some()));
        shown("incoming_whatsapp_message", |kind| matches!(kind, Kind::Other(other) if other.text.is_some()));
        assert!(tasks.iter().any(|task| task.due.is_none()), "no task without a date");
    })
    .await;
}

#[tokio::test]
async fn views_follow_the_day_of_the_user() {
    let mut world = World::bare(now());
    let made = now() - TimeDelta::days(1);
    // Half past ten in the evening in California is already tomorrow in UTC.
    for date in ["2026-03-10", "2026-03-11T05:30:00+00:00", "2026-03-11"] {
        world.add(made, "lead", vec![("text", date.into()), ("date", date.into())]);
    }
    during(world, Faults::none(), async |close| {
        for (view, expected) in [(Tab::Inbox, 2), (Tab::Future, 1), (Tab::Archive, 0)] {
            assert_eq!(all(&close, Query { view: Some(view), ..Query::default() }).await.len(), expected);
        }
    })
    .await;
}

#[tokio::test]
async fn one_task_is_read_changed_and_read_again() {
    let (world, ids) = to_dos(1);
    let colleague = &world.users()[1];
    let colleague = Named::new(UserId::new(colleague.id.clone()), colleague.name());
    during(world, Faults::none(), async |close| {
        let due = Due::read("2026-03-12T14:30:00Z").unwrap();
        let patch = Patch { text: Some("Call back".into()), ..Patch::due(due) };
        let patch = patch.then(Patch::assign(colleague.clone())).then(done());
        let changed = close.update(now(), &ids[0], &patch).await.result.unwrap();
        assert_eq!(
            (changed.due, changed.is_complete, changed.assignee.as_ref()),
            (Some(due), true, Some(&colleague))
        );
        assert_eq!((changed.subject(), changed.object.is_some()), ("Call back", true));
        assert_eq!(close.task(now(), &ids[0]).await.result, Ok(changed));
        let dateless = Patch { due: Some(None), ..Patch::default() };
        assert_eq!(close.update(now(), &ids[0], &dateless).await.result.unwrap().due, None);
    })
    .await;
}

#[tokio::test]
async fn fifty_tasks_are_changed_by_one_request_and_read_by_another() {
    let (world, ids) = to_dos(60);
    // A second write would meet this fault, a second read the other.
    let mut faults = Faults::script(vec![(Which::write().nth(2), Fault::ServerError)]);
    faults.add(Which::read().nth(2), Fault::ServerError);
    during(world, faults, async |close| {
        assert_eq!(close.update_all(now(), &ids[..50], &done()).await.result, Ok(()));
        let tasks = close.by_ids(now(), &ids).await.result.unwrap();
        let complete = tasks.iter().filter(|task| task.is_complete).count();
        assert_eq!((tasks.len(), complete), (60, 50));
    })
    .await;
}

#[tokio::test]
async fn only_what_changed_since_is_asked_for() {
    let (world, ids) = to_dos(20);
    let me = UserId::new(world.me());
    during(world, Faults::none(), async |close| {
        close.update(now(), &ids[7], &done()).await.result.unwrap();
        let since: Timestamp = now() - TimeDelta::minutes(5);
        let changed = all(&close, Query::changed_since(&me, since)).await;
        assert_eq!(changed.into_iter().map(|task| task.id).collect::<Vec<_>>(), [ids[7].clone()]);
    })
    .await;
}

#[tokio::test]
async fn a_task_that_is_not_there_is_gone() {
    let (world, ids) = to_dos(1);
    during(world, Faults::none(), async |close| {
        let nobody = TaskId::new("task_nobody");
        assert_eq!(close.update(now(), &nobody, &done()).await.result, Err(Failure::Gone));
        assert_eq!(close.task(now(), &nobody).await.result, Err(Failure::Gone));
        let found = close.by_ids(now(), &[nobody, ids[0].clone()]).await.result.unwrap();
        assert_eq!(found.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_key_nobody_has_is_a_matter_of_login() {
    let (world, ids) = to_dos(1);
    let address = "127.0.0.1:0".parse().unwrap();
    let server = listen(address, world, Faults::none(), Duration::ZERO, now).await.unwrap();
    let close = client(&server.base_url, "api_nobody");
    let ask = async {
        let results = (close.me().await.result, close.update(now(), &ids[0], &done()).await.result);
        let (Err(Failure::Login(why)), Err(Failure::Login(_))) = results else {
            panic!("not a login failure")
        };
        assert!(why.starts_with("Close does not accept this API key"), "{why}");
    };
    tokio::select! { end = server.run() => panic!("{end:?}"), () = ask => {} }
}

#[tokio::test]
async fn a_refusal_says_why_in_the_words_of_close() {
    let (world, ids) = to_dos(1);
    let nobody = Patch::assign(Named::new(UserId::new("user_nobody"), "Nobody"));
    during(world, Faults::none(), async |close| {
        let Err(Failure::Refused(why)) = close.update(now(), &ids[0], &nobody).await.result else {
            panic!("not refused")
        };
        assert!(why.starts_with("assigned_to: "), "{why}");
    })
    .await;
}

#[tokio::test]
async fn garbage_is_never_taken_for_an_empty_inbox_nor_for_a_refusal() {
    let (world, ids) = to_dos(1);
    with_fault(world.clone(), Which::read(), Fault::Garbage, async |close| {
        let Err(Failure::Unclear(why)) = close.tasks(now(), &Query::default()).await.result else {
            panic!("not unclear")
        };
        assert!(why.contains("answered with a web page"), "{why}");
    })
    .await;
    with_fault(world, Which::write(), Fault::Garbage, async |close| {
        // Who answers with a page may be in between: whether the change was made, only reading the task says.
        let garbled = close.update(now(), &ids[0], &done()).await.result;
        assert!(matches!(garbled, Err(Failure::Unclear(_))), "{garbled:?}");
        assert!(close.task(now(), &ids[0]).await.result.unwrap().is_complete);
    })
    .await;
}

#[tokio::test]
async fn a_lost_answer_is_unclear_because_the_change_may_be_made() {
    let (world, ids) = to_dos(1);
    with_fault(world, Which::write(), Fault::AnswerLost, async |close| {
        let lost = close.update(now(), &ids[0], &done()).await.result;
        assert!(matches!(lost, Err(Failure::Unclear(_))), "{lost:?}");
        assert!(close.task(now(), &ids[0]).await.result.unwrap().is_complete);
    })
    .await;
}

#[tokio::test]
async fn a_server_in_trouble_is_unclear() {
    let (world, ids) = to_dos(1);
    with_fault(world, Which::write(), Fault::ServerError, async |close| {
        let told = Failure::Unclear("Close answered 503 Service Unavailable".into());
        assert_eq!(close.update(now(), &ids[0], &done()).await.result, Err(told));
    })
    .await;
}

#[tokio::test]
async fn nobody_listening_is_offline() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let close = client(&format!("http://{}/api/v1", listener.local_addr().unwrap()), KEY);
    drop(listener);
    let told = Failure::Offline("cannot reach Close: 127.0.0.1 refused the connection".into());
    assert_eq!(close.me().await.result, Err(told));
}

#[tokio::test]
async fn too_many_requests_say_how_long_to_wait() {
    let (world, ids) = to_dos(1);
    with_fault(world.clone(), Which::write(), Fault::Throttled { seconds: 7 }, async |close| {
        let busy = Failure::Busy(Duration::from_secs(7));
        assert_eq!(close.update(now(), &ids[0], &done()).await.result, Err(busy));
    })
    .await;
    let mut scarce = world;
    (scarce.limits.requests, scarce.limits.seconds) = (2, 30);
    during(scarce, Faults::none(), async |close| {
        let spent = Pause { endpoint: Endpoint::Me, length: Duration::from_secs(30), is_spent: true };
        assert_eq!(close.me().await.pauses, []);
        assert_eq!(close.me().await.pauses, [spent]);
        assert_eq!(close.me().await.result, Err(Failure::Busy(Duration::from_secs(30))));
    })
    .await;
}

/// Answers one connection with this, and gives what it was asked.
async fn answering(listener: &tokio::net::TcpListener, answer: String) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut request = vec![0; 4096];
    let length = stream.read(&mut request).await.unwrap();
    stream.write_all(answer.as_bytes()).await.unwrap();
    String::from_utf8_lossy(&request[..length]).to_lowercase()
}

#[tokio::test]
async fn a_redirect_to_another_server_never_takes_the_key_along() {
    let bind = async || tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (home, elsewhere) = (bind().await, bind().await);
    let (here, there) = (home.local_addr().unwrap(), elsewhere.local_addr().unwrap());
    let close = client(&format!("http://{here}/api/v1"), KEY);
    let link = format!("http://{here}/call/acti_1/recording/");
    let redirect =
        format!("HTTP/1.1 302 Found\r\nlocation: http://{there}/a.wav\r\ncontent-length: 0\r\n\r\n");
    let file = "HTTP/1.1 200 OK\r\ncontent-type: audio/wav\r\ncontent-length: 4\r\n\r\nRIFF".to_owned();
    let (fetched, at_home, at_other) =
        tokio::join!(close.file(&link, false), answering(&home, redirect), answering(&elsewhere, file));
    let mut fetched = fetched.unwrap();
    assert_eq!((fetched.total, fetched.kind.as_deref()), (Some(4), Some("audio/wav")));
    assert_eq!(fetched.next().await, Ok(Some(b"RIFF".to_vec())));
    let key = closeout::sim::serve::authorization(KEY).to_lowercase();
    assert!(at_home.contains(&format!("authorization: {key}\r\n")), "{at_home}");
    assert!(at_other.starts_with("get /a.wav") && !at_other.contains("authorization"), "{at_other}");
    assert!(!at_other.contains(&key["basic ".len()..]) && !at_other.contains(KEY), "{at_other}");
}

#[tokio::test]
async fn the_storage_of_the_pretend_close_refuses_whoever_shows_a_key() {
    let mut world = World::bare(now());
    let phone = "+15415550133".to_owned();
    let voicemail = Some((2, "Call me".to_owned()));
    let happening =
        Happening::Call { phone, duration: 2, disposition: "vm-left", voicemail, note: String::new() };
    let (lead_id, contact_id, user_id) = (None, None, None);
    let id = "acti_1".to_owned();
    world.insert_activity(Activity { id, lead_id, contact_id, user_id, at: now(), happening });
    let address = "127.0.0.1:0".parse().unwrap();
    let server = listen(address, world, Faults::none(), Duration::ZERO, now).await.unwrap();
    let (close, nobody) = (client(&server.base_url, KEY), client(&server.base_url, "api_nobody"));
    let link = format!("{}/call/acti_1/voicemail/", server.base_url.strip_suffix("/api/v1").unwrap());
    let ask = async {
        let mut file = close.file(&link, false).await.unwrap();
        let first = file.next().await.unwrap().unwrap();
        assert_eq!((&first[..4], file.total), (&b"RIFF"[..], Some(16_044)));
        let refused = nobody.file(&link, false).await.unwrap_err().to_string();
        assert_eq!(refused, "Close does not give you this file");
        let call = close.related(&[Related::Call(ActivityId::new("acti_1"))]).await.result.unwrap();
        assert!(format!("{call:?}").contains(&link), "its address is here: {call:?}");
    };
    tokio::select! { end = server.run() => panic!("{end:?}"), () = ask => {} }
}

#[test]
fn a_key_is_never_sent_readable_to_another_machine() {
    let told = BaseUrl::read("http://api.close.com/api/v1").unwrap_err().to_string();
    assert!(told.starts_with("plain http is allowed to this machine only"), "{told}");
}
