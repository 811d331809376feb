//! The codes a command leaves with: one table for help, manual and README.

/// Everything went well.
pub const DONE: u8 = 0;
/// Something went wrong.
pub const FAILED: u8 = 1;
/// What was typed or configured cannot be used.
pub const MISTAKEN: u8 = 2;
/// There is no key, or Close does not accept it.
pub const UNAUTHORISED: u8 = 3;
/// Close cannot be reached; changes are kept.
pub const UNREACHABLE: u8 = 4;
/// Only a part of what was asked for could be done.
pub const PARTLY: u8 = 5;

/// Every code, and when it is left with.
pub const CODES: [(u8, &str); 6] = [
    (DONE, "all is done, or was so already"),
    (FAILED, "it failed: Close refused it, there is no such task, another copy of closeout is open"),
    (MISTAKEN, "something typed or configured cannot be used; nothing was changed"),
    (UNAUTHORISED, "there is no key, or Close does not accept it"),
    (UNREACHABLE, "Close cannot be reached; changes are in the outbox, and that is said"),
    (PARTLY, "a part was done, the rest is named"),
];

/// The codes as the help shows them.
pub fn listed() -> String {
    let lines = CODES.iter().map(|(code, when)| format!("  {code}  {when}\n"));
    std::iter::once("Leaves with:\n".to_owned()).chain(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_count_from_zero_and_each_has_its_line() {
        let codes: Vec<usize> = CODES.iter().map(|(code, _)| usize::from(*code)).collect();
        assert_eq!(codes, (0..CODES.len()).collect::<Vec<_>>());
        assert!(listed().contains("\n  4  Close cannot be reached"));
    }
}
