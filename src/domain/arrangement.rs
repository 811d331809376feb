//! How a list is put in order: what comes first, and what stands together.

use super::tab::Tab;

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By date, as Close has it.
    #[default]
    Due,
    /// What was made last.
    Newest,
    /// Whoever has waited longest for an answer, then the rest by date.
    Hottest,
    /// By priority, then by date.
    Priority,
}

/// What stands together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Nothing.
    #[default]
    Nothing,
    /// The tasks of one lead: one line for all of them.
    Lead,
    /// The tasks of one day.
    Day,
    /// The tasks of one kind.
    Kind,
}

/// How a list is put in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// What comes first.
    pub sort: Sort,
    /// What stands together.
    pub grouping: Grouping,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Due, Self::Newest, Self::Hottest, Self::Priority];

    /// Its name in files and commands.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Newest => "newest",
            Self::Hottest => "hottest",
            Self::Priority => "priority",
        }
    }

    /// In words, for the screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Due => "by date",
            Self::Newest => "newest first",
            Self::Hottest => "hottest first",
            Self::Priority => "by priority",
        }
    }
}

impl Grouping {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Lead, Self::Day, Self::Kind];

    /// Its name in files and commands.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Lead => "lead",
            Self::Day => "day",
            Self::Kind => "kind",
        }
    }

    /// In words, for the screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Nothing => "no groups",
            Self::Lead => "by lead",
            Self::Day => "by day",
            Self::Kind => "by kind",
        }
    }
}

impl Arrangement {
    /// How a tab is arranged until the user says otherwise: what is to come and what is
    /// done read as a calendar.
    pub const fn of(tab: Tab) -> Self {
        let grouping = match tab {
            Tab::Future | Tab::Archive => Grouping::Day,
            Tab::Inbox => Grouping::Nothing,
        };
        Self { sort: Sort::Due, grouping }
    }

    /// Whether a tab can be arranged like this. The archive is read from now into the past, so that order is the
    /// only one it has.
    pub const fn fits(self, tab: Tab) -> bool {
        let is_in_order =
            matches!(self.sort, Sort::Due) && matches!(self.grouping, Grouping::Nothing | Grouping::Day);
        is_in_order || !matches!(tab, Tab::Archive)
    }

    /// As one word for a file: `hottest/lead`.
    pub fn text(self) -> String {
        format!("{}/{}", self.sort.name(), self.grouping.name())
    }

    /// Reads that word.
    pub fn read(text: &str) -> Option<Self> {
        let (sort, grouping) = text.split_once('/')?;
        Some(Self {
            sort: Sort::ALL.into_iter().find(|other| other.name() == sort)?,
            grouping: Grouping::ALL.into_iter().find(|other| other.name() == grouping)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for sort in Sort::ALL {
            for grouping in Grouping::ALL {
                let arrangement = Arrangement { sort, grouping };
                assert_eq!(Arrangement::read(&arrangement.text()), Some(arrangement));
            }
        }
        assert_eq!(Arrangement::read("hottest"), None);
        assert_eq!(Arrangement::read("best/lead"), None);
    }

    #[test]
    fn every_tab_can_be_as_it_begins() {
        assert!(Tab::ALL.into_iter().all(|tab| Arrangement::of(tab).fits(tab)));
        let by_lead = Arrangement { grouping: Grouping::Lead, ..Arrangement::default() };
        assert!(by_lead.fits(Tab::Inbox) && !by_lead.fits(Tab::Archive));
    }
}
