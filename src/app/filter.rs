//! Which tasks the typed words leave in view.
//!
//! Every word must occur somewhere in what a row or the preview says, case and accents aside; `!word` must not. A word with a
//! colon asks one thing: `kind:missed`, `lead:acme`, `who:ana`, `is:overdue`, `age:>3d`; `~acme` needs the letters
//! only in their order. Words are taken apart once, tasks as they are looked at.

mod kinds;
mod term;
mod wording;

pub use self::kinds::{KINDS, other_names};
use self::term::Term;
pub use self::term::questions;
pub use self::wording::Wording;
use crate::domain::id::LeadId;
use crate::domain::tab::Today;
use crate::domain::task::Task;

/// What was typed, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// As typed.
    pub text: String,
    wanted: Vec<Term>,
    unwanted: Vec<Term>,
    lead: Option<(LeadId, String)>,
}

impl Filter {
    /// Takes the typed text apart.
    pub fn read(text: &str) -> Self {
        let mut filter = Self { text: text.into(), ..Self::default() };
        for word in words(text) {
            let (list, word) = match word.strip_prefix('!') {
                Some(word) => (&mut filter.unwanted, word),
                None => (&mut filter.wanted, word.as_str()),
            };
            list.extend(Term::read(word));
        }
        filter
    }

    /// Only the tasks of one lead.
    pub fn of_lead(id: LeadId, name: &str) -> Self {
        Self { lead: Some((id, name.into())), ..Self::default() }
    }

    /// The same lead, other words.
    pub fn with_text(&self, text: &str) -> Self {
        Self { lead: self.lead.clone(), ..Self::read(text) }
    }

    /// The same with this word more, or where it has it already, without it.
    pub fn with_word_flipped(&self, word: &str) -> Self {
        let mut all = words(&self.text);
        let before = all.len();
        all.retain(|other| other != word);
        if all.len() == before {
            all.push(word.into());
        }
        let quoted: Vec<String> = all.iter().map(|word| quoted(word)).collect();
        self.with_text(&quoted.join(" "))
    }

    /// Whether this word is among those typed.
    pub fn has_word(&self, word: &str) -> bool {
        words(&self.text).iter().any(|other| other == word)
    }

    /// What of it can mean nothing, in a sentence.
    pub fn doubt(&self) -> Option<String> {
        self.wanted.iter().chain(&self.unwanted).find_map(Term::doubt)
    }

    /// The name of the lead it is limited to.
    pub fn lead(&self) -> Option<&str> {
        self.lead.as_ref().map(|(_, name)| name.as_str())
    }

    /// That lead.
    pub fn lead_id(&self) -> Option<(&LeadId, &str)> {
        self.lead.as_ref().map(|(id, name)| (id, name.as_str()))
    }

    /// Whether it asks for the same, whatever the spaces around it.
    pub fn is_like(&self, other: &Self) -> bool {
        self.text.trim() == other.text.trim()
            && self.lead.as_ref().map(|(id, _)| id) == other.lead.as_ref().map(|(id, _)| id)
    }

    /// Whether it leaves everything in view.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty() && self.lead.is_none()
    }

    /// Whether what stays in view is a matter of words alone.
    pub fn is_plain(&self) -> bool {
        self.lead.is_none() && self.wanted.iter().chain(&self.unwanted).all(|term| term.word().is_some())
    }

    // The words that must occur, and those that must not.
    fn all_words(&self) -> impl Iterator<Item = (&str, bool)> {
        let words = |terms, is_wanted| {
            let words = <[Term]>::iter(terms).filter_map(Term::word);
            words.map(move |word| (word, is_wanted))
        };
        words(&self.wanted, true).chain(words(&self.unwanted, false))
    }

    // Whether it can leave nothing in view that another filter of words did not: that one was only typed on.
    fn goes_on_from(&self, other: &Self) -> bool {
        let is_longer = |(own, before): (&Term, &Term)| {
            own.word().zip(before.word()).is_some_and(|(own, before)| own.starts_with(before))
        };
        let has_all = self.wanted.len() >= other.wanted.len();
        has_all && other.unwanted.is_empty() && self.wanted.iter().zip(&other.wanted).all(is_longer)
    }

    /// Whether a task stays in view; what asks about time asks nothing before it is known.
    pub fn keeps(&self, task: &Task, today: Option<&Today>) -> bool {
        let fits = |term: &Term| term.fits(task, today);
        self.lead.as_ref().is_none_or(|(id, _)| task.lead.as_ref().is_some_and(|lead| lead.id == *id))
            && self.wanted.iter().all(|term| {
                fits(term) != Some(false)
                    || self.wanted.iter().any(|other| term.is_either(other) && fits(other) == Some(true))
            })
            && !self.unwanted.iter().any(|term| fits(term) == Some(true))
    }
}

// Words are parted by spaces, but for those in quotes: lead:"acme corp".
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut is_quoted) = (Vec::new(), String::new(), false);
    for letter in text.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            letter if letter.is_whitespace() && !is_quoted => words.push(std::mem::take(&mut word)),
            letter => word.push(letter),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

// A word nobody understands, short enough that what is said of it leaves room for what is typed.
fn brief(word: &str) -> String {
    word.chars().take(16).collect()
}

fn quoted(word: &str) -> String {
    if !word.contains(char::is_whitespace) {
        return word.into();
    }
    match word.split_once(':') {
        Some((name, value)) => format!("{name}:\"{value}\""),
        None => format!("\"{word}\""),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::id::Named;

    fn task() -> Task {
        let lead = Some(Named::new(LeadId::new("lead_1"), "Bäckerei Łódź"));
        Task { lead, ..Task::new("task_1", "Send the Quote again") }
    }

    #[test]
    fn all_words_must_occur_in_any_order_and_any_case() {
        assert!(Filter::read("quote SEND").keeps(&task(), None));
        assert!(!Filter::read("quote mail").keeps(&task(), None));
        assert!(Filter::read("łódź").keeps(&task(), None));
        assert!(Filter::read("BACKEREI lodz").keeps(&task(), None), "accents may be left out");
        assert!(Filter::read("quöte").keeps(&task(), None), "or be too many");
        assert!(Filter::read("").keeps(&task(), None));
    }

    #[test]
    fn of_several_kinds_or_people_one_is_enough() {
        let voicemail = Task { kind: crate::domain::kind::Kind::Voicemail(Box::default()), ..task() };
        for (text, keeps) in [
            ("kind:voicemail kind:to-do", [true, true]),
            ("kind:voicemail kind:email", [true, false]),
            ("kind:voicemail kind:to-do who:nobody", [false, false]),
            ("!kind:voicemail !kind:to-do", [false, false]),
        ] {
            assert_eq!(
                [&voicemail, &task()].map(|task| Filter::read(text).keeps(task, None)),
                keeps,
                "{text}"
            );
        }
    }

    #[test]
    fn a_word_after_an_exclamation_mark_must_not_occur() {
        assert!(!Filter::read("!quote").keeps(&task(), None));
        assert!(Filter::read("send !invoice").keeps(&task(), None));
        assert!(Filter::read("send !").keeps(&task(), None), "half a word leaves out nothing");
    }

    #[test]
    fn one_lead_and_words_together() {
        let lead = Filter::of_lead(LeadId::new("lead_1"), "Bäckerei");
        assert!(lead.keeps(&task(), None) && lead.with_text("quote").keeps(&task(), None));
        assert!(!Filter::of_lead(LeadId::new("lead_2"), "x").keeps(&task(), None));
    }

    #[test]
    fn a_kind_is_meant_by_its_beginning() {
        let voicemail = Task { kind: crate::domain::kind::Kind::Voicemail(Box::default()), ..task() };
        let deal = Task { kind: crate::domain::kind::Kind::OpportunityDue(Box::default()), ..task() };
        for (text, is_voicemail, is_deal) in
            [("voice", true, false), ("email", false, false), ("due", false, true), ("deal", false, true)]
        {
            let filter = Filter::read(text);
            assert_eq!([&voicemail, &deal].map(|task| filter.keeps(task, None)), [is_voicemail, is_deal]);
            let mut wording = Wording::of([&voicemail, &deal].map(Some).into_iter());
            assert_eq!(wording.sweep(&filter), [is_voicemail, is_deal], "{text}");
        }
    }

    #[test]
    fn only_words_are_swept_for() {
        let mut wording = Wording::of([Some(&task()), None].into_iter());
        for text in ["kind:to-do", "send age:>3d", "~sqa", "!is:today"] {
            assert!(!Filter::read(text).is_plain(), "{text}");
        }
        assert!(!Filter::of_lead(LeadId::new("lead_1"), "x").is_plain());
        let words = Filter::read("lodz !mail");
        assert!(words.is_plain());
        assert_eq!(wording.sweep(&words), [true, false]);
    }

    proptest! {
        #[test]
        fn a_sweep_finds_what_asking_each_task_would(
            texts in prop::collection::vec("[abäAB \n]{0,6}", 0..6),
            typed in prop::collection::vec("!?[abäÄ]{1,3}( !?[ab]{1,2}){0,2}", 1..4),
        ) {
            let tasks: Vec<Task> = texts.iter().map(|text| Task::new("task_1", text.as_str())).collect();
            let mut wording = Wording::of(tasks.iter().map(Some));
            for text in typed.iter().flat_map(|typed| (0..=typed.len()).filter_map(|end| typed.get(..end))) {
                let filter = Filter::read(text);
                let asked: Vec<bool> = tasks.iter().map(|task| filter.keeps(task, None)).collect();
                prop_assert!(filter.is_plain());
                prop_assert_eq!(wording.sweep(&filter), asked, "{:?}", text);
            }
        }
    }

    #[test]
    fn a_word_is_put_in_and_taken_out_again() {
        let filter =
            Filter::read("quote").with_word_flipped("kind:missed").with_word_flipped("lead:acme corp");
        assert_eq!(filter.text, "quote kind:missed lead:\"acme corp\"");
        assert!(filter.has_word("lead:acme corp"));
        assert_eq!(filter.with_word_flipped("lead:acme corp").with_word_flipped("quote").text, "kind:missed");
    }
}
