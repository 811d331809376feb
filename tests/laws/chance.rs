//! Chance that can be repeated: the same seed always makes the same history.
//!
//! Also the small worlds the laws are tried on: three tasks, and patches with few values per field, so that
//! changes often meet on the same field and often undo each other. Knows nothing of boards or servers.

use chrono::NaiveDate;
use closeout::domain::draft::Draft;
use closeout::domain::due::Due;
use closeout::domain::id::{LeadId, Named, TaskId, UserId};
use closeout::domain::kind::Kind;
use closeout::domain::patch::Patch;
use closeout::domain::task::Task;

/// How many tasks every history begins with.
pub(crate) const TASKS: usize = 3;

/// How many of the tasks made in a history can be meant by a number as well.
const MADE: usize = 2;

/// The id of the task with this number.
pub(crate) fn task_id(number: usize) -> TaskId {
    TaskId::new(format!("task_{number}"))
}

/// The tasks as they are before anything happens. The last one is a call, which has no text to edit.
pub(crate) fn tasks() -> Vec<Task> {
    let mut tasks: Vec<Task> =
        (0..TASKS).map(|number| Task::new(task_id(number).text().clone(), "")).collect();
    if let Some(call) = tasks.last_mut() {
        call.kind = Kind::OutgoingCall(None);
    }
    tasks
}

/// Splitmix64: tiny, quick, and good enough to reach every corner.
pub(crate) struct Chance(u64);

impl Chance {
    /// Starts at a seed; neighbouring seeds have nothing in common.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from zero up to, but not including, the limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or_default()
    }

    /// True once in so many times.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// The numbers of at least one task, in order; some may be of tasks that were made.
    pub(crate) fn some_tasks(&mut self) -> Vec<usize> {
        let sure = self.below(TASKS + MADE);
        (0..TASKS + MADE).filter(|number| *number == sure || self.one_in(4)).collect()
    }

    /// A new to-do, often just like another.
    pub(crate) fn draft(&mut self) -> Draft {
        Draft {
            is_call: false,
            lead: Named::new(LeadId::new("lead_1"), "Blue Anchor Bakery"),
            contact: None,
            text: ["Call Ada", "Mail Bo"][self.below(2)].into(),
            due: NaiveDate::from_ymd_opt(2026, 3, 1).filter(|_| self.one_in(3)).map(Due::Day),
            assignee: None,
            priority: None,
            others: Vec::new(),
        }
    }

    /// A change of one field, often of more, never of none.
    pub(crate) fn patch(&mut self) -> Patch {
        let sure = self.below(4);
        let fields: [bool; 4] = std::array::from_fn(|field| field == sure || self.one_in(4));
        Patch {
            is_complete: fields[0].then(|| self.one_in(2)),
            due: fields[1].then(|| self.due()),
            assignee: fields[2].then(|| self.person()),
            text: fields[3].then(|| ["", "Call Ada", "Mail Bo", "Ask Cy"][self.below(4)].into()),
            ..Patch::default()
        }
    }

    fn due(&mut self) -> Option<Due> {
        // The zeroth of March is no date, and so stands for none.
        let day = u32::try_from(self.below(4)).unwrap_or_default();
        NaiveDate::from_ymd_opt(2026, 3, day).map(Due::Day)
    }

    fn person(&mut self) -> Option<Named<UserId>> {
        let name = ["", "Ada", "Bo", "Cy"][self.below(4)];
        (!name.is_empty()).then(|| Named::new(UserId::new(name.to_lowercase()), name))
    }
}

/// A patch in a few words, for people who read a failure.
pub(crate) fn words(patch: &Patch) -> String {
    let done = patch.is_complete.map(|done| if done { "done" } else { "not done" }.to_owned());
    let due = patch.due.map(|due| due.map_or("no date".to_owned(), |due| format!("due {}", due.text())));
    let person = patch.assignee.as_ref().map(|person| {
        let name = person.as_ref().and_then(Named::name);
        name.map_or("for nobody".to_owned(), |name| format!("for {name}"))
    });
    let text = patch.text.as_ref().map(|text| format!("{text:?}"));
    let words: Vec<String> = [done, due, person, text].into_iter().flatten().collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

/// What can be changed of a task, and the mark of the last write, in a few words.
pub(crate) fn brief(task: Option<&Task>) -> String {
    let Some(task) = task else { return "nothing".to_owned() };
    let no_one = Patch { due: Some(None), assignee: Some(None), text: Some("".into()), ..Patch::default() };
    let all = Patch::complete(true).then(no_one);
    let mark = task.updated.at.map(|at| format!(", write {}", at.timestamp()));
    format!("({}{})", words(&all.before(task)), mark.unwrap_or_default())
}
