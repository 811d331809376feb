//! The only question ever asked of a terminal, and only for `closeout doctor`.

use std::io::{self, Read, Write};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// How long an answer may take. One that came later would be taken for typing.
const PATIENCE: Timespec = Timespec { tv_sec: 1, tv_nsec: 0 };

/// The mode in which frames are drawn as a whole, and then what the terminal is: every one answers that, so
/// nobody waits for an answer to the first that never comes.
const QUESTION: &[u8] = b"\x1b[?2026$p\x1b[c";

/// Whether the terminal draws frames as a whole; nothing where it does not say.
pub fn whole_frames() -> Option<bool> {
    enable_raw_mode().ok()?;
    let answer = ask();
    drop(disable_raw_mode());
    understood(&answer.ok()?)
}

fn ask() -> io::Result<Vec<u8>> {
    io::stdout().write_all(QUESTION)?;
    io::stdout().flush()?;
    let mut stdin = io::stdin().lock();
    let mut answer = Vec::new();
    let mut part = [0; 256];
    while !answer.ends_with(b"c")
        && poll(&mut [PollFd::new(&io::stdin(), PollFlags::IN)], Some(&PATIENCE))? > 0
    {
        let count = stdin.read(&mut part)?;
        if count == 0 {
            break;
        }
        answer.extend(part.iter().take(count));
    }
    Ok(answer)
}

// The number behind the mode: 0 is unknown, 4 is never; the others say that it can be had.
fn understood(answer: &[u8]) -> Option<bool> {
    let answer = String::from_utf8_lossy(answer);
    let (_, rest) = answer.split_once("\x1b[?2026;")?;
    match rest.as_bytes() {
        [b'1' | b'2' | b'3', b'$', ..] => Some(true),
        [b'0' | b'4', b'$', ..] => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_none() {
        for (answer, expected) in [
            ("\x1b[?2026;2$y\x1b[?62;c", Some(true)),
            ("\x1b[?2026;0$y\x1b[?1;2c", Some(false)),
            ("\x1b[?62;22c", None),
            ("", None),
            ("\x1b[?2026;", None),
        ] {
            assert_eq!(understood(answer.as_bytes()), expected, "{answer:?}");
        }
    }
}
