//! Why a command ends before its end, and with which code.

use std::io;

use super::{DONE, FAILED};

/// A sentence for the user, and the code to leave with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The code to leave with.
    pub code: u8,
    /// What to say; nothing where there is nobody to say it to.
    pub sentence: String,
}

/// What comes of a command: the code to leave with, or why not.
pub type Answer = Result<u8, Trouble>;

impl Trouble {
    /// A sentence and a code.
    pub fn new(code: u8, sentence: impl Into<String>) -> Self {
        Self { code, sentence: sentence.into() }
    }
}

impl From<String> for Trouble {
    fn from(sentence: String) -> Self {
        Self::new(FAILED, sentence)
    }
}

impl From<&str> for Trouble {
    fn from(sentence: &str) -> Self {
        Self::new(FAILED, sentence)
    }
}

impl From<io::Error> for Trouble {
    // Whoever read the output has seen enough, as with `| head`: that is no failure.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::new(DONE, ""),
            _ => Self::new(FAILED, format!("the output cannot be written: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_has_seen_enough_is_no_failure() {
        let closed = Trouble::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!((closed.code, closed.sentence.as_str()), (DONE, ""));
        let full = Trouble::from(io::Error::from(io::ErrorKind::StorageFull));
        assert!(full.code == FAILED && full.sentence.contains("cannot be written"));
    }
}
