//! A recording in place of Close: answers that were written down, and a program in front of them.

use closeout::app::chord::Chord;
use closeout::app::effect::Fetch;
use closeout::app::layout::Size;
use closeout::app::model::Model;
use closeout::app::msg::{Heard, Msg, Opened, Portion};
use closeout::app::update::update;
use closeout::close::auth::Key;
use closeout::close::client::{Client, Page};
use closeout::close::transport::{NoAnswer, Request, Response, Transport};
use closeout::domain::board::Tick;
use closeout::domain::id::{Named, OrganizationId, UserId};
use closeout::domain::people::Me;
use closeout::domain::permissions::Permissions;
use closeout::domain::query::Query;
use closeout::domain::write::Kept;
use closeout::domain::zone::Timestamp;
use closeout::ui::screen;
use closeout::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::{Value, json};

use crate::desk::{START, settings};

/// One of each kind as Close documents them, three to-dos among them.
pub(crate) const TASKS: &str = include_str!("tasks.json");

/// A line of the event log as Close documents it.
pub(crate) const EVENT: &str = include_str!("event.json");

/// Answers by how the path they are given to begins.
pub(crate) struct Recording(Vec<(&'static str, Response)>);

impl Transport for Recording {
    async fn send(&self, request: Request) -> Result<Response, NoAnswer> {
        let answer = self.0.iter().find(|(path, _)| request.path.starts_with(path));
        answer.map(|(_, answer)| answer.clone()).ok_or(NoAnswer::Unreachable(request.path))
    }
}

/// A client whose requests to this path are answered so.
pub(crate) fn client(path: &'static str, status: u16, body: &str) -> Client<Recording> {
    answered(path, Response { status, headers: Vec::new(), body: body.into() })
}

/// The same, with headers.
pub(crate) fn answered(path: &'static str, response: Response) -> Client<Recording> {
    let me = Response { status: 200, headers: Vec::new(), body: b"{}".into() };
    let refused = Response { status: 403, headers: Vec::new(), body: Vec::new() };
    let recording = Recording(vec![(path, response), ("/me/", me), ("/activity/email/", refused)]);
    Client::new(recording, Key::read("api_recorded").unwrap(), settings().zone)
}

/// Waits for an answer.
pub(crate) fn heard<A>(asked: impl Future<Output = A>) -> A {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(asked)
}

pub(crate) fn now() -> Timestamp {
    START.parse().unwrap()
}

/// A page as the client reads it.
pub(crate) fn page(body: &str) -> Page {
    heard(client("/task/", 200, body).tasks(now(), &Query::default())).result.unwrap()
}

/// The documented task of this kind with other values for some fields.
pub(crate) fn documented(kind: &str, other: &Value) -> Value {
    let all: Value = serde_json::from_str(TASKS).unwrap();
    let task = all["data"].as_array().unwrap().iter().find(|task| task["_type"] == kind).unwrap();
    let mut task = task.clone();
    task.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    task
}

/// The program in front of these tasks.
pub(crate) struct Program(pub(crate) Model);

impl Program {
    /// A program that was sent this body.
    pub(crate) fn before(body: &str) -> Self {
        let Page { tasks, unreadable, .. } = page(body);
        let mut program = Self(Model::new(settings(), now(), Size { width: 110, height: 40 }));
        let user = UserId::new("user_YlbcH0gXPuPPAjIDamSbMWZl4scLI1nhvhGpuT2ZT0e");
        let me = Me {
            user: Named::new(user, "Maya Okafor"),
            organization: Named::new(OrganizationId::new("orga_1"), "Northwind"),
            time_zone: None,
            permissions: Permissions::default(),
        };
        let portion = Portion { tasks, unreadable, ..Portion::default() };
        for msg in [
            Msg::Resized(Size { width: 110, height: 40 }),
            Msg::Met(Heard { result: Ok(me), pauses: Vec::new() }),
            Msg::Opened(Ok(Opened { is_taken: false, remark: None })),
            Msg::Kept(Kept::Head(Box::default())),
            Msg::Listed {
                fetch: Fetch::Sweep,
                asked: Tick(u64::MAX),
                heard: Heard { result: Ok(portion), pauses: Vec::new() },
            },
        ] {
            program.tell(msg);
        }
        program
    }

    /// A program that was sent one task, the documented one of this kind with other values for some fields.
    pub(crate) fn with(kind: &str, other: &Value) -> Self {
        Self::before(&json!({ "data": [documented(kind, other)], "has_more": false }).to_string())
    }

    fn tell(&mut self, msg: Msg) {
        drop(update(&mut self.0, now(), msg));
    }

    /// Presses keys, written as in the help with spaces between.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        keys.split(' ').for_each(|key| self.tell(Msg::Pressed(Chord::read(key).unwrap())));
        self
    }

    /// What is seen.
    pub(crate) fn screen(&self) -> String {
        let area = Rect::new(0, 0, self.0.size.width, self.0.size.height);
        let mut buffer = Buffer::empty(area);
        screen::draw(&self.0, &Theme::default(), area, &mut buffer);
        let line = |y| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..area.height).map(line).collect::<Vec<_>>().join("\n")
    }

    #[track_caller]
    pub(crate) fn shows(&self, text: &str) -> &Self {
        assert!(self.screen().contains(text), "{text:?} is not on the screen:\n{}", self.screen());
        self
    }

    /// Whether the only task there is can be marked done; where something is to be read first, it is agreed to.
    pub(crate) fn completes(&mut self) -> bool {
        self.press("e");
        if self.0.board.waiting() == 0 {
            self.press("Enter");
        }
        self.0.board.waiting() == 1 && self.0.board.log().all(|entry| entry.patch.is_complete == Some(true))
    }
}
