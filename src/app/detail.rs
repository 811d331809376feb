//! What there is to say about the task under the cursor, as lines.
//!
//! The preview and the detail page show the same content at two depths. Lines are made lazily, so a huge
//! text costs only what is in sight, and heights are counted over the very same lines. Knows widths, not
//! colours; what stands in a line is clean.

mod comments;
pub mod fields;
mod lately;
mod mails;
mod related;
pub mod section;
pub mod sheet;

use self::sheet::Sheet;
use super::layout::Area;
use super::model::Model;
use super::overlay::Overlay;
use super::text::{self, Wrap};
use crate::domain::id::Text;
use crate::domain::task::Task;

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What helps to decide.
    Preview,
    /// Everything, ids included.
    Whole,
}

/// What a piece of text means, for its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What stands out.
    Strong,
    /// Text like any other.
    Plain,
    /// What may be passed over.
    Dim,
    /// A date that has passed.
    Late,
    /// A change on its way.
    Waiting,
    /// What went wrong.
    Bad,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// What it means.
    pub role: Role,
    /// Where it leads, if it can be clicked.
    pub link: Option<Text>,
}

/// One line: perhaps a label, then the pieces of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What the text is; empty on the second line of a value and where there is no label.
    pub label: &'static str,
    /// Columns before the text.
    pub indent: usize,
    /// The text.
    pub runs: Vec<Run>,
}

/// The column the values begin in.
pub const INDENT: usize = 11;
/// Beyond this many columns text is tiring to read.
const WIDEST: u16 = 100;

/// Something to say: lines that are ready, or a text that is wrapped as it is read.
pub(super) enum Part<'a> {
    Ready(std::vec::IntoIter<Line>),
    Text { wrap: Wrap<'a>, label: &'static str, indent: usize, role: Role },
}

impl Iterator for Part<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        match self {
            Self::Ready(lines) => lines.next(),
            Self::Text { wrap, label, indent, role } => {
                let run = Run::new(wrap.next()?, *role);
                Some(Line { label: std::mem::take(label), indent: *indent, runs: vec![run] })
            }
        }
    }
}

impl Part<'_> {
    fn line(runs: impl IntoIterator<Item = Run>) -> Self {
        Self::Ready(vec![Line { runs: runs.into_iter().collect(), ..Line::default() }].into_iter())
    }
}

impl Run {
    fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, link: None }
    }

    // The same, leading there.
    fn to(self, address: Option<String>) -> Self {
        Self { link: address.map(Text::from), ..self }
    }
}

/// Everything there is to say about a task, in lines of at most so many columns.
pub fn lines<'a>(
    model: &'a Model,
    task: &'a Task,
    depth: Depth,
    columns: usize,
) -> impl Iterator<Item = Line> {
    fields::parts(model, task, depth, columns).into_iter().flatten()
}

/// What the preview says about what is under the cursor: a task, or a group of them.
pub fn preview_lines(model: &Model, columns: usize) -> impl Iterator<Item = Line> {
    let task = model.selected().map(|task| lines(model, task, Depth::Preview, columns));
    let folded = model.lists.current().folded();
    let section = folded.map(|section| section::lines(model, section, columns));
    task.into_iter().flatten().chain(section.into_iter().flatten())
}

/// Whether the task under the cursor is shown with more than its row.
pub fn is_seen(model: &Model) -> bool {
    let is_open =
        model.overlays.iter().any(|overlay| matches!(overlay, Overlay::Detail { .. } | Overlay::Sprint(_)));
    is_open || model.layout().preview.is_some()
}

/// How many columns text has in an area: one stays free on either side.
pub fn text_columns(area: Area) -> usize {
    usize::from(area.width.saturating_sub(2).clamp(1, WIDEST))
}

/// How many lines the preview has.
pub fn preview_height(model: &Model) -> usize {
    let Some(area) = model.layout().preview else { return 0 };
    preview_lines(model, text_columns(area)).count()
}

/// How far the detail page can be scrolled: until its last line is at the bottom.
pub fn most_scroll(model: &Model) -> usize {
    let sheet = Sheet::of(model, model.layout().page());
    model.selected().map_or(0, |task| sheet.most_scroll(model, task, Depth::Whole))
}

/// How far the preview can be scrolled.
pub fn most_preview_scroll(model: &Model) -> usize {
    let rows = model.layout().preview.map_or(0, |area| area.height);
    preview_height(model).saturating_sub(usize::from(rows))
}

// A text of one's own making, with foreign names in it, as wrapped lines behind a label.
fn labelled(label: &'static str, value: &str, role: Role, columns: usize) -> Part<'static> {
    let lines: Vec<Line> = field(label, value, role, columns).collect();
    Part::Ready(lines.into_iter())
}

// A text as Close sent it, behind a label.
fn field<'a>(label: &'static str, value: &'a str, role: Role, columns: usize) -> Part<'a> {
    let wrap = text::wrap(value, columns.saturating_sub(INDENT));
    Part::Text { wrap, label, indent: INDENT, role }
}

// A text as Close sent it, by itself.
fn field_less(value: &str, role: Role, columns: usize) -> Part<'_> {
    Part::Text { wrap: text::wrap(value, columns), label: "", indent: 0, role }
}

fn gap() -> Part<'static> {
    Part::Ready(vec![Line::default()].into_iter())
}
