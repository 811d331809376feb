//! What the program tells the user: passing notices, and banners that stay while something is wrong.

use crate::domain::zone::Timestamp;

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something to know.
    Info,
    /// Something went wrong, or needs the user.
    Bad,
}

/// One sentence for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// When it goes.
    pub until: Timestamp,
    /// Whether it tells of a change, which can be taken back.
    pub is_change: bool,
    ends: Ends,
}

// What else takes it away, before its time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    ByTime,
    // It is about the topmost of so many dialogs and pages.
    WithPage(usize),
    // It says that there are no rows yet.
    WithRows,
}

/// The notice on the screen, if any.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    current: Option<Notice>,
}

impl Notices {
    /// Says that something was done.
    pub fn done(&mut self, at: Timestamp, text: impl Into<String>) {
        self.say(at, Tone::Done, text.into());
    }

    /// Says that a change was made, which can be taken back.
    pub fn changed(&mut self, at: Timestamp, text: impl Into<String>) {
        self.done(at, text);
        self.current.iter_mut().for_each(|notice| notice.is_change = true);
    }

    /// Says something to know.
    pub fn info(&mut self, at: Timestamp, text: impl Into<String>) {
        self.say(at, Tone::Info, text.into());
    }

    /// Says why there is nothing yet; rows that come say it better.
    pub fn until_rows(&mut self, at: Timestamp, text: impl Into<String>) {
        self.info(at, text);
        self.current.iter_mut().for_each(|notice| notice.ends = Ends::WithRows);
    }

    /// Says that something went wrong.
    pub fn bad(&mut self, at: Timestamp, text: impl Into<String>) {
        self.say(at, Tone::Bad, text.into());
    }

    /// Adds to what is said.
    pub fn add(&mut self, text: &str) {
        if let Some(notice) = self.current.as_mut().filter(|notice| notice.tone != Tone::Bad) {
            notice.text = format!("{} · {text}", notice.text);
        }
    }

    fn say(&mut self, at: Timestamp, tone: Tone, text: String) {
        let seconds = if tone == Tone::Bad { 15 } else { 6 };
        let until = at + chrono::TimeDelta::seconds(seconds);
        self.current = Some(Notice { text, tone, until, is_change: false, ends: Ends::ByTime });
    }

    /// The notice on the screen.
    pub fn current(&self) -> Option<&Notice> {
        self.current.as_ref()
    }

    /// What is said to know, and was not `before`, is about the page in front, the topmost of so many: what it says of
    /// keys may be wrong anywhere else.
    pub fn end_with_page(&mut self, before: Option<&Notice>, pages: usize) {
        let is_new = |notice: &&mut Notice| notice.tone == Tone::Info && Some(&**notice) != before;
        let current = self.current.as_mut().filter(is_new);
        if let Some(notice) = current.filter(|notice| notice.ends == Ends::ByTime) {
            notice.ends = Ends::WithPage(pages);
        }
    }

    /// What was said `before` was about what is behind a dialog that has opened since: of its keys none is true there.
    /// What went wrong is still to be read.
    pub fn give_way(&mut self, before: Option<&Notice>) {
        self.current.take_if(|notice| notice.tone != Tone::Bad && Some(&*notice) == before);
    }

    /// Takes the notice away when its page is closed, or when the rows it speaks of have come.
    pub fn follow(&mut self, pages: usize, has_rows: bool) {
        self.current.take_if(|notice| match notice.ends {
            Ends::ByTime => false,
            Ends::WithPage(page) => page > pages,
            Ends::WithRows => has_rows,
        });
    }

    /// Takes the notice away when its time is over.
    pub fn expire(&mut self, at: Timestamp) {
        self.current.take_if(|notice| notice.until <= at);
    }

    /// Takes the notice away now; whether there was one.
    pub fn dismiss(&mut self) -> bool {
        self.current.take().is_some()
    }
}
