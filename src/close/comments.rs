//! Writing comments, looking whether one is there, and taking them away.
//!
//! Writing is not safe to repeat: an answer that says less than the whole comment is an unclear one, and
//! whoever asked has to look. Close takes away what a comment says and may keep its place in the thread.

use super::client::{Client, Reply, unreadable};
use super::errors::About;
use super::request::{self, is_plain};
use super::transport::{Method, Request, Response, Transport};
use super::wire::related as wire;
use crate::domain::comment::{Comment, NewComment};
use crate::domain::endpoint::Pauses;
use crate::domain::failure::Failure;
use crate::domain::id::{CommentId, ObjectId};

/// Where comments are.
const COMMENTS: &str = "/comment/";

impl<T: Transport> Client<T> {
    /// Writes a comment and gives it back with the id Close gave it.
    pub async fn comment(&self, comment: &NewComment) -> Reply<Comment> {
        let mut pauses = Pauses::new();
        let result = self.write_comment(comment, &mut pauses).await;
        Reply { result, pauses }
    }

    /// The comments on something. Refused where Close shows only a part of them, since whoever asks takes
    /// absence for "not written".
    pub async fn comments_on(&self, on: &ObjectId) -> Reply<Vec<Comment>> {
        let mut pauses = Pauses::new();
        let result = self.read_comments(on, &mut pauses).await;
        Reply { result, pauses }
    }

    /// Takes a comment away. One that is gone already is [`Failure::Gone`].
    pub async fn uncomment(&self, id: &CommentId) -> Reply<()> {
        let mut pauses = Pauses::new();
        let request = Request::new(Method::Delete, format!("{COMMENTS}{id}/"));
        let result = if is_plain(id.as_str()) {
            self.about_comments(request, &mut pauses).await.map(drop)
        } else {
            Err(Failure::Refused(format!("{id} is not the id of a comment")))
        };
        Reply { result, pauses }
    }

    async fn write_comment(&self, comment: &NewComment, pauses: &mut Pauses) -> Result<Comment, Failure> {
        let body = serde_json::json!({ "object_id": comment.on.as_str(), "body": page(&comment.text) });
        let request = request::with_json(Request::new(Method::Post, COMMENTS), &body);
        let response = self.about_comments(request, pauses).await?;
        wire::comment(&response.body).map_err(|error| unreadable(&error))
    }

    async fn read_comments(&self, on: &ObjectId, pauses: &mut Pauses) -> Result<Vec<Comment>, Failure> {
        let query = vec![("object_id".to_owned(), on.to_string())];
        let response = self.about_comments(request::list(COMMENTS, query), pauses).await?;
        if wire::has_more(&response.body) {
            return Err(Failure::Refused("Close shows only a part of the comments there".into()));
        }
        wire::comments(&response.body).map_err(|error| unreadable(&error))
    }

    async fn about_comments(&self, request: Request, pauses: &mut Pauses) -> Result<Response, Failure> {
        match self.send(request, About::OneTask, pauses).await {
            Err(Failure::Login(_)) => Err(self.key_or_task(pauses).await),
            other => other,
        }
    }
}

// Words as Close wants rich text: a body, with a paragraph for each line.
fn page(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim_end);
    let paragraphs: Vec<String> = lines.map(|line| format!("<p>{}</p>", escaped(line))).collect();
    format!("<body>{}</body>", paragraphs.concat())
}

fn escaped(line: &str) -> String {
    let safe = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    safe.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::scripted::{Answer, client};
    use serde_json::{Value, json};

    const WRITTEN: &str =
        r#"{"id": "comm_1", "body": "<body><p>A &amp; B</p></body>", "created_by": "user_1"}"#;

    fn ours() -> NewComment {
        NewComment::new(ObjectId::new("acti_1"), "A & B <i>\n\n\"C\"")
    }

    #[tokio::test]
    async fn a_comment_is_written_as_rich_text_and_comes_back_with_its_id() {
        let (client, mut sent) = client([Answer::gives(201, WRITTEN)]);
        let comment = client.comment(&ours()).await.result.unwrap();
        assert_eq!((comment.id, &*comment.text), (CommentId::new("comm_1"), "A & B"));
        let request = sent.only();
        assert_eq!((request.method, request.path.as_str()), (Method::Post, "/comment/"));
        let body: Value = serde_json::from_slice(request.body.as_ref().unwrap()).unwrap();
        let page = "<body><p>A &amp; B &lt;i&gt;</p><p></p><p>&quot;C&quot;</p></body>";
        assert_eq!(body, json!({ "object_id": "acti_1", "body": page }));
    }

    #[tokio::test]
    async fn a_yes_without_the_comment_is_not_clear_enough() {
        for answer in [Answer::ok("{}"), Answer::ok("<html>"), Answer::gives(201, ""), Answer::Lost] {
            let (client, _sent) = client([answer]);
            assert!(matches!(client.comment(&ours()).await.result, Err(Failure::Unclear(_))));
        }
    }

    #[tokio::test]
    async fn a_no_is_told_from_a_bad_key() {
        let no = || Answer::gives(401, r#"{"error": "Unauthorized"}"#);
        let (forbidden, _sent) = client([no(), Answer::ok("{}")]);
        assert!(matches!(forbidden.comment(&ours()).await.result, Err(Failure::Refused(_))));
        let (bad_key, _sent) = client([no(), no()]);
        assert!(matches!(bad_key.comment(&ours()).await.result, Err(Failure::Login(_))));
        let (gone, _sent) = client([Answer::gives(404, r#"{"error": "Empty query"}"#)]);
        assert_eq!(gone.comment(&ours()).await.result, Err(Failure::Gone));
    }

    #[tokio::test]
    async fn looking_asks_for_one_object_and_half_an_answer_proves_nothing() {
        let all = r#"{"data": [{"id": "comm_1", "body": "A"}], "has_more": false}"#;
        let (whole, mut sent) = client([Answer::ok(all)]);
        assert_eq!(whole.comments_on(&ObjectId::new("acti_1")).await.result.unwrap().len(), 1);
        assert_eq!(sent.only().query, [("object_id".to_owned(), "acti_1".to_owned())]);
        let (half, _sent) = client([Answer::ok(r#"{"data": [], "has_more": true}"#)]);
        assert!(matches!(half.comments_on(&ObjectId::new("acti_1")).await.result, Err(Failure::Refused(_))));
    }

    #[tokio::test]
    async fn taking_away_names_one_comment_and_may_be_answered_with_nothing() {
        let (client, mut sent) = client([Answer::gives(204, "")]);
        assert_eq!(client.uncomment(&CommentId::new("comm_1")).await.result, Ok(()));
        let request = sent.only();
        assert_eq!((request.method, request.path.as_str()), (Method::Delete, "/comment/comm_1/"));
        assert!(client.uncomment(&CommentId::new("../task/task_1")).await.result.is_err());
        assert_eq!(sent.all(), []);
    }
}
