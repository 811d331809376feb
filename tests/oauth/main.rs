//! Keeping a sign-in good, against the pretend Close over real HTTP and files on a real disk.
//!
//! Each renewal ends the tokens before it, so whatever is cut off, lost or done twice must end with a sign-in
//! that works, or with a sentence that says what to do.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod disks;
mod stand;

use std::sync::Arc;
use std::time::Duration;

use closeout::close::auth::Credential;
use closeout::close::client::Client;
use closeout::close::http::Http;
use closeout::close::oauth::session::Session;
use closeout::domain::failure::Failure;
use closeout::domain::zone::Zone;
use closeout::shell::vault::SignInFile;
use closeout::sim::Fault;
use closeout::sim::oauth::CLIENT_ID;

use crate::disks::{Blocked, Fragile, Step};
use crate::stand::signed_in;

fn login(result: Result<impl std::fmt::Debug, Failure>) -> String {
    let failure = result.unwrap_err();
    assert!(matches!(failure, Failure::Login(_)), "{failure:?}");
    failure.to_string()
}

#[tokio::test]
async fn a_token_that_is_good_is_used_as_it_is() {
    signed_in(async |stand| {
        let session = stand.copy();
        assert!(stand.works(&session).await && stand.works(&session).await);
        assert_eq!(stand.asked().await, 1, "only the sign-in itself");
    })
    .await;
}

#[tokio::test]
async fn a_token_about_to_run_out_is_renewed_once_for_all_who_ask() {
    signed_in(async |stand| {
        stand.set_times(-3570, 30);
        let session = stand.copy();
        let (one, two, three) = tokio::join!(session.bearer(), session.bearer(), session.bearer());
        let headers = [one, two, three].map(|bearer| bearer.unwrap().header());
        assert!(headers.iter().all(|header| *header == headers[0]));
        assert!(stand.works(&session).await && stand.works(&stand.copy()).await);
        assert_eq!(stand.asked().await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_token_close_refuses_is_replaced_unless_it_is_as_good_as_new() {
    signed_in(async |stand| {
        let session = stand.copy();
        let first = session.bearer().await.unwrap();
        assert!(session.instead_of(&first).await.unwrap().is_none(), "it is a moment old");
        stand.grow_old();
        let session = stand.copy();
        let second = session.instead_of(&first).await.unwrap().unwrap();
        assert_ne!(first.header(), second.header());
        let late = session.instead_of(&first).await.unwrap().unwrap();
        assert_eq!(late.header(), second.header(), "whoever comes late takes what is there");
        assert_eq!(stand.asked().await, 2);
    })
    .await;
}

#[tokio::test]
async fn two_copies_never_use_the_same_old_token() {
    signed_in(async |stand| {
        stand.run_out();
        let copies: Vec<Session> = (0..4).map(|_| stand.copy()).collect();
        let (a, b, c, d) =
            tokio::join!(copies[0].bearer(), copies[1].bearer(), copies[2].bearer(), copies[3].bearer());
        let headers = [a, b, c, d].map(|bearer| bearer.unwrap().header());
        assert!(
            headers.iter().all(|header| *header == headers[0]),
            "one renewed, the others read what it stored"
        );
        assert_eq!(stand.asked().await, 2);
        assert!(stand.works(&copies[3]).await);
    })
    .await;
}

#[tokio::test]
async fn a_copy_whose_token_another_one_ended_takes_the_new_one() {
    signed_in(async |stand| {
        let (idle, busy) = (stand.copy(), stand.copy());
        let shown = idle.bearer().await.unwrap();
        stand.grow_old();
        let renewed = stand.copy().instead_of(&busy.bearer().await.unwrap()).await.unwrap().unwrap();
        let taken = idle.instead_of(&shown).await.unwrap().unwrap();
        assert_eq!(taken.header(), renewed.header());
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_that_was_ended_says_how_to_begin_another_and_takes_it_when_there_is_one() {
    signed_in(async |stand| {
        stand.run_out();
        stand.control.reach(|world| world.sign_ins.end()).await.unwrap();
        let session = stand.copy();
        assert!(login(session.bearer().await).contains("`closeout login --oauth`"));
        let asked = stand.asked().await;
        login(session.bearer().await);
        assert_eq!(stand.asked().await, asked, "what was refused once is not tried again");
        stand.sign_in().await;
        assert!(stand.works(&session).await);
    })
    .await;
}

#[tokio::test]
async fn signed_out_elsewhere_is_told_as_that() {
    signed_in(async |stand| {
        let session = stand.copy();
        stand.run_out();
        let running = stand.copy();
        SignInFile::at(&stand.path()).forget().unwrap();
        assert!(login(running.bearer().await).contains("signed out"));
        drop(session);
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_lost_is_told_as_that() {
    signed_in(async |stand| {
        stand.run_out();
        stand.fail(Fault::AnswerLost).await;
        let session = stand.copy();
        assert!(matches!(session.bearer().await, Err(Failure::Offline(_))), "it is tried again");
        assert!(login(session.bearer().await).contains("never arrived"));
    })
    .await;
}

#[tokio::test]
async fn what_never_arrived_is_simply_tried_again() {
    for fault in [Fault::Down, Fault::ServerError, Fault::Throttled { seconds: 1 }] {
        signed_in(async |stand| {
            stand.run_out();
            stand.fail(fault).await;
            let session = stand.copy();
            assert!(session.bearer().await.unwrap_err().may_pass());
            assert!(stand.works(&session).await);
        })
        .await;
    }
}

#[tokio::test]
async fn while_the_old_token_is_good_a_renewal_that_fails_holds_nobody_up() {
    signed_in(async |stand| {
        stand.set_times(-570, 30);
        stand.fail(Fault::ServerError).await;
        assert!(stand.works(&stand.copy()).await);
    })
    .await;
}

#[tokio::test]
async fn killed_at_any_step_the_next_start_works_or_says_what_happened() {
    for dies in [Step::BeforeRoom, Step::AfterRoom, Step::BeforeKeep, Step::AfterKeep] {
        signed_in(async |stand| {
            stand.run_out();
            let doomed = stand.copy_with(Fragile { inner: SignInFile::at(&stand.path()), dies });
            let failure = doomed.bearer().await.unwrap_err();
            assert!(matches!(failure, Failure::Offline(_)), "nothing was used: {failure:?}");
            drop(doomed);
            let next = stand.copy();
            // Only where Close had answered and nothing of it was on the disk, somebody has to sign in again.
            match dies {
                Step::BeforeKeep => assert!(login(next.bearer().await).contains("never arrived")),
                _ => assert!(stand.works(&next).await, "{dies:?}"),
            }
        })
        .await;
    }
}

#[tokio::test]
async fn what_could_not_be_stored_is_stored_later_and_not_used_before() {
    signed_in(async |stand| {
        stand.run_out();
        let path = stand.path();
        let session =
            stand.copy_with(Blocked { inner: SignInFile::at(&path), flag: path.with_extension("full") });
        std::fs::write(path.with_extension("full"), "").unwrap();
        let failure = session.bearer().await.unwrap_err();
        assert!(failure.to_string().contains("no space"), "{failure}");
        assert!(session.bearer().await.is_err());
        assert_eq!(stand.asked().await, 2, "Close is not asked again for what is there already");
        std::fs::remove_file(path.with_extension("full")).unwrap();
        assert!(stand.works(&session).await && stand.works(&stand.copy()).await);
        assert_eq!(stand.asked().await, 2);
    })
    .await;
}

#[tokio::test]
async fn quitting_waits_for_an_answer_that_is_on_its_way() {
    signed_in(async |stand| {
        stand.run_out();
        stand.fail(Fault::Slow(Duration::from_millis(300))).await;
        let session = Arc::new(stand.copy());
        let asking = Arc::clone(&session);
        let task = tokio::spawn(async move { asking.bearer().await });
        tokio::time::sleep(Duration::from_millis(100)).await;
        session.settle().await;
        task.abort();
        assert!(stand.works(&stand.copy()).await);
    })
    .await;
}

#[tokio::test]
async fn nobody_acts_with_the_tokens_of_another_close_or_another_person() {
    for (name, other) in [
        ("base_url", "https://api.close.com/api/v1"),
        ("client_id", "oa2client_other"),
        ("user_id", "user_other"),
        ("organization_id", "orga_other"),
    ] {
        signed_in(async |stand| {
            stand.run_out();
            let session = stand.copy();
            stand.edit(|kept| (kept["access_token"], kept[name]) = ("other".into(), other.into()));
            assert!(login(session.bearer().await).contains("meanwhile"), "{name}");
        })
        .await;
    }
}

#[tokio::test]
async fn an_app_close_does_not_know_any_more_is_told_as_that() {
    signed_in(async |stand| {
        stand.run_out();
        stand.expire().await;
        stand.control.reach(|world| world.sign_ins.apps.clear()).await.unwrap();
        assert!(login(stand.copy().bearer().await).contains(CLIENT_ID));
    })
    .await;
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    signed_in(async |stand| {
        let session = stand.copy();
        let bearer = session.bearer().await.unwrap();
        let kept = std::fs::read_to_string(stand.path()).unwrap();
        let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
        let printed = format!("{session:?} {bearer:?}");
        for name in ["access_token", "refresh_token", "client_secret"] {
            assert!(!printed.contains(kept[name].as_str().unwrap()), "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_client_shows_the_token_and_gets_another_when_it_is_refused() {
    signed_in(async |stand| {
        stand.grow_old();
        let session = Arc::new(stand.copy());
        let client = Client::new(Http::new(&stand.base_url), Credential::Signed(session), Zone::UTC);
        assert!(client.me().await.result.is_ok());
        stand.expire().await;
        assert!(client.me().await.result.is_ok(), "the token ended before its time");
        assert_eq!(stand.asked().await, 2);
        stand.expire().await;
        let refused = client.me().await.result.unwrap_err();
        assert!(
            matches!(&refused, Failure::Login(why) if why.contains("`closeout login --oauth`")),
            "{refused}"
        );
        assert_eq!(stand.asked().await, 2, "a token a moment old is not what is wrong");
    })
    .await;
}
