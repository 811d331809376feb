//! What stands behind tasks: the part of the client that reads leads, mails, calls and the like.
//!
//! Things of one sort that Close gives in batches are asked for together, by `id__in`. Only what was asked
//! for is given back, should Close ignore the filter; what it left out is not in the answer.

use super::client::{Client, Reply, unreadable};
use super::errors::About;
use super::request::{self, is_plain};
use super::transport::{Method, Request, Response, Transport};
use super::wire::{WireError, mail, related as wire};
use crate::domain::endpoint::Pauses;
use crate::domain::failure::Failure;
use crate::domain::id::ActivityId;
use crate::domain::query::Query;
use crate::domain::related::{Key, Related, Thread};

/// What came, each with what it was asked for by.
pub type Found = Vec<(Key, Related)>;

impl<T: Transport> Client<T> {
    /// One thing, or several of one sort that comes in batches.
    pub async fn related(&self, keys: &[Key]) -> Reply<Found> {
        let mut pauses = Pauses::new();
        let result = match keys {
            _ if !keys.iter().all(|key| is_plain(key.id())) => {
                Err(Failure::Refused("That is not an id".into()))
            }
            [key] => self.one(key, &mut pauses).await.map(|found| vec![(key.clone(), found)]),
            keys => self.several(keys, &mut pauses).await,
        };
        Reply { result, pauses }
    }

    async fn one(&self, key: &Key, pauses: &mut Pauses) -> Result<Related, Failure> {
        let body = self.read(single(key), About::OneTask, pauses).await?.body;
        Ok(match key {
            Key::Lead(_) => Related::Lead(read(wire::lead(&body))?),
            Key::Call(_) => Related::Call(read(wire::call(&body))?),
            Key::Sms(_) => Related::Sms(read(wire::sms(&body))?),
            Key::Opportunity(_) => Related::Opportunity(read(wire::opportunity(&body))?),
            Key::Comments(_) => Related::Comments(read(wire::comments(&body))?),
            Key::Thread(_) => {
                let mut threads = [read(mail::thread(&body))?];
                self.fill(&mut threads, pauses).await?;
                let [thread] = threads;
                Related::Thread(thread)
            }
        })
    }

    async fn several(&self, keys: &[Key], pauses: &mut Pauses) -> Result<Found, Failure> {
        let Some((path, fields)) = keys.first().and_then(batch) else { return Ok(Vec::new()) };
        let body = self.read(by_ids(path, fields, keys.iter().map(Key::id)), About::Anything, pauses).await?;
        let found = match keys.first() {
            Some(Key::Call(_)) => named(read(wire::calls(&body.body))?, Key::Call, Related::Call),
            Some(Key::Sms(_)) => named(read(wire::messages(&body.body))?, Key::Sms, Related::Sms),
            _ => {
                let wanted = |(id, _): &(ActivityId, Thread)| keys.contains(&Key::Thread(id.clone()));
                let threads = read(mail::threads(&body.body))?.into_iter().filter(wanted);
                let (ids, mut threads): (Vec<_>, Vec<_>) = threads.unzip();
                self.fill(&mut threads, pauses).await?;
                named(ids.into_iter().zip(threads).collect(), Key::Thread, Related::Thread)
            }
        };
        Ok(found.into_iter().filter(|(key, _)| keys.contains(key)).collect())
    }

    // A thread shows how its mails begin; the newest of them are read whole. Refused, the beginnings remain.
    async fn fill(&self, threads: &mut [Thread], pauses: &mut Pauses) -> Result<(), Failure> {
        let newest = threads.iter().flat_map(|thread| thread.mails.iter().take(NEWEST));
        let ids: Vec<&str> = newest.map(|mail| mail.id.as_str()).filter(|id| is_plain(id)).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let request = by_ids("/activity/email/", mail::MAIL, ids.into_iter().take(Query::PAGE));
        let whole = match self.read(request, About::Anything, pauses).await {
            Ok(answer) => read(mail::mails(&answer.body))?,
            Err(Failure::Refused(_)) => return Ok(()),
            Err(failure) => return Err(failure),
        };
        for brief in threads.iter_mut().flat_map(|thread| &mut thread.mails) {
            if let Some(mail) = whole.iter().find(|mail| mail.id == brief.id) {
                brief.clone_from(mail);
            }
        }
        Ok(())
    }

    // Close answers alike to a key that is not accepted and to what one may not see.
    async fn read(&self, request: Request, about: About, pauses: &mut Pauses) -> Result<Response, Failure> {
        match self.send(request, about, pauses).await {
            Err(Failure::Login(_)) => Err(self.key_or_task(pauses).await),
            other => other,
        }
    }
}

/// How many mails of a thread are read whole.
const NEWEST: usize = 10;

fn read<A>(decoded: Result<A, WireError>) -> Result<A, Failure> {
    decoded.map_err(|error| unreadable(&error))
}

fn named<A>(found: Vec<(ActivityId, A)>, key: fn(ActivityId) -> Key, related: fn(A) -> Related) -> Found {
    found.into_iter().map(|(id, it)| (key(id), related(it))).collect()
}

// Where several of a sort are, and which of their fields we want.
fn batch(key: &Key) -> Option<(&'static str, &'static str)> {
    match key {
        Key::Thread(_) => Some(("/activity/emailthread/", mail::THREAD)),
        Key::Call(_) => Some(("/activity/call/", wire::CALL)),
        Key::Sms(_) => Some(("/activity/sms/", wire::SMS)),
        Key::Lead(_) | Key::Opportunity(_) | Key::Comments(_) => None,
    }
}

fn by_ids<'a>(path: &str, fields: &str, ids: impl Iterator<Item = &'a str>) -> Request {
    let ids = ids.collect::<Vec<_>>().join(",");
    let query = [("id__in", ids.as_str()), ("_fields", fields), ("_limit", "100")];
    request::list(path, query.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
}

fn single(key: &Key) -> Request {
    let (path, query) = match key {
        Key::Lead(id) => (format!("/lead/{id}/"), vec![("_fields", wire::LEAD)]),
        Key::Opportunity(id) => (format!("/opportunity/{id}/"), Vec::new()),
        Key::Comments(id) => ("/comment/".to_owned(), vec![("object_id", id.as_str())]),
        Key::Thread(id) => (format!("/activity/emailthread/{id}/"), vec![("_fields", mail::THREAD)]),
        Key::Call(id) => (format!("/activity/call/{id}/"), vec![("_fields", wire::CALL)]),
        Key::Sms(id) => (format!("/activity/sms/{id}/"), vec![("_fields", wire::SMS)]),
    };
    let query = query.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Request { query, ..Request::new(Method::Get, path) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::scripted::{Answer, client};
    use crate::domain::id::{LeadId, ObjectId};

    fn call(id: &str) -> Key {
        Key::Call(ActivityId::new(id))
    }

    fn thread(id: &str) -> Key {
        Key::Thread(ActivityId::new(id))
    }

    #[tokio::test]
    async fn a_call_is_asked_for_with_what_was_said() {
        let (client, mut sent) = client([Answer::ok(r#"{"id": "acti_1", "note": "Nice"}"#)]);
        let found = client.related(&[call("acti_1")]).await.result.unwrap();
        assert!(matches!(&found[..], [(_, Related::Call(call))] if call.note.as_deref() == Some("Nice")));
        let request = sent.only();
        assert_eq!(request.path, "/activity/call/acti_1/");
        assert!(request.query[0].1.ends_with("voicemail_transcript,recording_transcript"));
    }

    #[tokio::test]
    async fn several_come_in_one_answer_and_strangers_are_left_out() {
        let body = r#"{"data": [{"id": "acti_2"}, {"id": "acti_9"}, {"note": "no id"}, null]}"#;
        let (client, mut sent) = client([Answer::ok(body)]);
        let found = client.related(&[call("acti_1"), call("acti_2")]).await.result.unwrap();
        assert_eq!(found.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), [call("acti_2")]);
        let request = sent.only();
        assert_eq!(
            (request.path.as_str(), request.query[0].1.as_str()),
            ("/activity/call/", "acti_1,acti_2")
        );
    }

    #[tokio::test]
    async fn a_thread_is_filled_with_its_mails() {
        let brief = r#"{"id": "acti_t", "latest_emails": [{"id": "acti_1", "body_preview": "Hel"}]}"#;
        let whole = r#"{"data": [{"id": "acti_1", "body_text": "Hello Bo"}]}"#;
        for (second, expected) in [(Answer::ok(whole), "Hello Bo"), (Answer::gives(403, ""), "Hel")] {
            let (client, mut sent) = client([Answer::ok(brief), second]);
            let found = client.related(&[thread("acti_t")]).await.result.unwrap();
            let text = |thread: &Thread| thread.mails[0].text.to_string();
            assert!(matches!(&found[..], [(_, Related::Thread(it))] if text(it) == expected), "{found:?}");
            assert_eq!(sent.all()[1].path, "/activity/email/");
        }
    }

    #[tokio::test]
    async fn what_is_gone_or_not_ours_is_told_from_a_bad_key() {
        let lead = [Key::Lead(LeadId::new("lead_1"))];
        let gone = Answer::gives(404, r#"{"error": "Empty query: Lead does not exist."}"#);
        assert_eq!(client([gone]).0.related(&lead).await.result, Err(Failure::Gone));
        let forbidden = Answer::gives(403, r#"{"error": "No."}"#);
        assert!(matches!(client([forbidden]).0.related(&lead).await.result, Err(Failure::Refused(_))));
        let not_ours = client([Answer::gives(401, ""), Answer::ok("{}")]).0.related(&lead).await.result;
        assert!(matches!(not_ours, Err(Failure::Refused(_))));
        let bad_key = client([Answer::gives(401, ""), Answer::gives(401, "")]).0.related(&lead).await.result;
        assert!(matches!(bad_key, Err(Failure::Login(_))));
    }

    #[tokio::test]
    async fn an_id_that_would_change_the_request_is_not_sent() {
        let (client, mut sent) = client([]);
        for id in ["", "../me", "a?b"] {
            let refused = client.related(&[Key::Comments(ObjectId::new(id))]).await.result;
            assert!(matches!(refused, Err(Failure::Refused(_))), "{id}");
        }
        assert_eq!(sent.all().len(), 0);
    }
}
