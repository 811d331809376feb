//! Telling the user that something has come in: bytes for the terminal, and a command of their own.
//!
//! Sentences hold names from Close, so they are cleaned and cut before anything else; inside an escape sequence one
//! stray letter would end it.

use std::io;
use std::process::{Child, Command, Stdio};

use super::config::Notify;
use super::world;
use crate::app::text;

/// How the user is told.
#[derive(Clone, Debug, Default)]
pub struct Announcer {
    notify: Notify,
    command: String,
    // The terminal understands the notifications of rxvt and VTE rather than those of iTerm.
    is_rxvt_like: bool,
    is_in_tmux: bool,
}

/// A notification shows no more than this.
const COLUMNS: usize = 120;

impl Announcer {
    /// By these means, in the terminal the environment tells of.
    pub fn new(notify: Notify, command: String, environment: &dyn Fn(&str) -> Option<String>) -> Self {
        let name = environment("TERM").unwrap_or_default();
        let is_rxvt_like =
            environment("VTE_VERSION").is_some() || name.starts_with("rxvt") || name.starts_with("foot");
        Self { notify, command, is_rxvt_like, is_in_tmux: environment("TMUX").is_some() }
    }

    /// What the terminal is sent.
    pub fn bytes(&self, sentences: &[String]) -> Vec<u8> {
        let mut bytes = String::new();
        if self.notify == Notify::Desktop {
            sentences.iter().for_each(|sentence| bytes.push_str(&self.notification(sentence)));
        }
        // Where tmux lets nothing through, its own mark on the window is better than silence.
        if self.notify == Notify::Bell || self.notify == Notify::Desktop && self.is_in_tmux {
            bytes.push('\u{7}');
        }
        bytes.into_bytes()
    }

    fn notification(&self, sentence: &str) -> String {
        let sentence = shown(sentence);
        let sequence = if self.is_rxvt_like {
            format!("\u{1b}]777;notify;Closeout;{}\u{1b}\\", sentence.replace(';', ","))
        } else {
            format!("\u{1b}]9;{sentence}\u{1b}\\")
        };
        if !self.is_in_tmux {
            return sequence;
        }
        format!("\u{1b}Ptmux;{}\u{1b}\\", sequence.replace('\u{1b}', "\u{1b}\u{1b}"))
    }

    /// Runs the user's command for each sentence. Its words go nowhere, and nobody waits for it here.
    pub fn run(&self, sentences: &[String]) {
        for sentence in sentences.iter().filter(|_| !self.command.is_empty()) {
            if let Err(error) = self.command(sentence).spawn().and_then(wait_for) {
                tracing::warn!("the command of notify_command cannot be run: {error}");
            }
        }
    }

    // The shell takes apart a command with options in it; the sentence never becomes part of its script.
    fn command(&self, sentence: &str) -> Command {
        let script = format!("{} \"$1\"", self.command);
        let mut command = world::command("sh");
        command.args(["-c", &script, "closeout", &shown(sentence)]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

// So that none stays behind as a zombie.
fn wait_for(mut child: Child) -> io::Result<()> {
    std::thread::Builder::new().name("waits".into()).spawn(move || child.wait()).map(drop)
}

fn shown(sentence: &str) -> String {
    text::line(sentence, COLUMNS).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(notify: Notify, variables: &[&str], sentences: &[&str]) -> String {
        let environment = |name: &str| variables.contains(&name).then(|| "1".to_owned());
        let sentences: Vec<String> = sentences.iter().map(|sentence| (*sentence).to_owned()).collect();
        let announcer = Announcer::new(notify, String::new(), &environment);
        String::from_utf8(announcer.bytes(&sentences)).unwrap()
    }

    #[test]
    fn a_bell_rings_once_however_many_have_come() {
        assert_eq!(bytes(Notify::Bell, &[], &["Missed call: Ada", "Email: Bo"]), "\u{7}");
        assert_eq!(bytes(Notify::Off, &["TMUX"], &["Missed call: Ada"]), "");
    }

    #[test]
    fn a_notification_is_written_as_the_terminal_understands_it() {
        let one = ["Missed call: Ada; Bo"];
        assert_eq!(bytes(Notify::Desktop, &[], &one), "\u{1b}]9;Missed call: Ada; Bo\u{1b}\\");
        let vte = "\u{1b}]777;notify;Closeout;Missed call: Ada, Bo\u{1b}\\";
        assert_eq!(bytes(Notify::Desktop, &["VTE_VERSION"], &one), vte);
        let tmux = "\u{1b}Ptmux;\u{1b}\u{1b}]9;Missed call: Ada; Bo\u{1b}\u{1b}\\\u{1b}\\\u{7}";
        assert_eq!(bytes(Notify::Desktop, &["TMUX"], &one), tmux);
    }

    #[test]
    fn a_name_cannot_end_the_sequence_it_stands_in() {
        let hostile = ["Email: \u{7}\u{1b}]0;pwned\u{7}\u{1b}\\\u{9c}Ada\n"];
        let written = bytes(Notify::Desktop, &[], &hostile);
        let inside = written.strip_prefix("\u{1b}]9;").unwrap().strip_suffix("\u{1b}\\").unwrap();
        assert!(inside.chars().all(|letter| !letter.is_control()), "{inside:?}");
        assert!(inside.starts_with("Email: ") && inside.contains("Ada"), "{inside:?}");
    }

    #[test]
    fn a_command_gets_the_sentence_as_one_word_that_is_never_run() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("told");
        let script = folder.path().join("tell");
        std::fs::write(&script, format!("printf '%s\n' \"$#\" \"$1\" > {}\n", file.display())).unwrap();
        let announcer = Announcer { command: format!("sh {}", script.display()), ..Announcer::default() };
        let sentence = "Email: $(touch pwned) `x` \"Ada\" ; exit";
        assert!(announcer.command(sentence).status().unwrap().success());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), format!("1\n{sentence}\n"));
    }
}
