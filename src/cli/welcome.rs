//! What somebody without a key is told.

use std::io::{self, BufRead, Write};

/// How to get a key, and what to do without one.
const WELCOME: &str = "\
Closeout is a terminal inbox for your tasks in Close. It needs your API key once:

  1. In Close, open Settings, then Developer, then API Keys
     (https://app.close.com/settings/api/), and make a new key.
  2. Give it to closeout, which tries it and keeps it, and start again:

       closeout login
       closeout

A key in the variable CLOSE_API_KEY, or a command that prints it, does as well
(`closeout config example` shows how).

No account at hand? `closeout demo` shows everything on a simulated Close.
";

/// Tells how to get a key, and offers the demo to somebody at a terminal. Returns whether it is wanted.
pub fn welcome(is_terminal: bool, answer: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<bool> {
    out.write_all(WELCOME.as_bytes())?;
    if !is_terminal {
        return Ok(false);
    }
    write!(out, "\nShow the demo now? [y/N] ")?;
    out.flush()?;
    let mut line = String::new();
    answer.read_line(&mut line)?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(is_terminal: bool, answer: &str) -> (bool, String) {
        let mut out = Vec::new();
        let wanted = welcome(is_terminal, &mut answer.as_bytes(), &mut out).unwrap();
        (wanted, String::from_utf8(out).unwrap())
    }

    #[test]
    fn it_says_where_a_key_comes_from_and_how_to_try_without() {
        let (_, text) = asked(false, "");
        assert!(text.find("closeout login") < text.find("CLOSE_API_KEY") && text.contains("closeout demo"));
        assert!(text.contains("app.close.com/settings/api"));
    }

    #[test]
    fn the_demo_starts_only_on_a_yes() {
        assert!(asked(true, "y\n").0);
        for answer in ["\n", "n\n", "", "what\n"] {
            assert!(!asked(true, answer).0, "{answer:?}");
        }
        assert!(!asked(false, "y\n").0, "without a terminal nothing is asked");
    }
}
