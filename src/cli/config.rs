//! `closeout config path|check|example`.
//!
//! Results go to `out`, complaints to `err`; the answer is the code to exit with. Nothing is ever written to
//! the file of options.

use std::io::{self, Write};

use super::args::ConfigCommand;
use super::{DONE, FAILED, MISTAKEN};
use crate::shell::config::{self, Source};

/// Where results and complaints go.
pub struct Writers<'a> {
    /// For results.
    pub out: &'a mut dyn Write,
    /// For everything else.
    pub err: &'a mut dyn Write,
}

/// Does what was asked and returns the exit code: 0, 1, or 2 when there are mistakes.
pub fn run(
    command: ConfigCommand,
    source: &Source,
    environment: &dyn Fn(&str) -> Option<String>,
    mut writers: Writers<'_>,
) -> io::Result<u8> {
    match command {
        ConfigCommand::Path => path(source, &mut writers),
        ConfigCommand::Check => check(source, environment, &mut writers),
        ConfigCommand::Example => write!(writers.out, "{}", config::example()).map(|()| DONE),
    }
}

fn path(source: &Source, writers: &mut Writers<'_>) -> io::Result<u8> {
    match source.path() {
        Some(path) => writeln!(writers.out, "{}", path.display()).map(|()| DONE),
        None => writeln!(writers.err, "There is no home folder to keep options in.").map(|()| FAILED),
    }
}

fn check(
    source: &Source,
    environment: &dyn Fn(&str) -> Option<String>,
    writers: &mut Writers<'_>,
) -> io::Result<u8> {
    let mistakes = config::load(source, environment).mistakes;
    for mistake in &mistakes {
        writeln!(writers.out, "{mistake}")?;
    }
    match (mistakes.len(), source.path().filter(|path| path.exists())) {
        (0, Some(path)) => writeln!(writers.err, "No mistakes in {}.", path.display())?,
        (0, None) => writeln!(writers.err, "There is no file of options, so every option has its default.")?,
        _ => return Ok(MISTAKEN),
    }
    Ok(DONE)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Exit code, results and complaints.
    fn answer(command: ConfigCommand, source: &Source, base_url: Option<&str>) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let environment = |name: &str| base_url.filter(|_| name == "CLOSEOUT_BASE_URL").map(str::to_owned);
        let code = run(command, source, &environment, Writers { out: &mut out, err: &mut err }).unwrap();
        (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    fn written(text: &str) -> (tempfile::NamedTempFile, Source) {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        let source = Source::Named(file.path().to_owned());
        (file, source)
    }

    #[test]
    fn the_place_is_the_only_line_of_output() {
        let (file, source) = written("");
        let expected = (0, format!("{}\n", file.path().display()), String::new());
        assert_eq!(answer(ConfigCommand::Path, &source, None), expected);
    }

    #[test]
    fn the_example_has_no_mistakes() {
        let (code, example, _) = answer(ConfigCommand::Example, &Source::Usual, None);
        let (_file, source) = written(&example);
        assert_eq!((code, answer(ConfigCommand::Check, &source, None).0), (0, 0));
    }

    #[test]
    fn mistakes_are_listed_with_their_places_and_leave_with_two() {
        let (file, source) = written("refresh = 5\npreviw = 'off'\n");
        let (code, out, err) = answer(ConfigCommand::Check, &source, None);
        let lines: Vec<&str> = out.lines().collect();
        let name = file.path().display();
        assert_eq!((code, lines.len(), err.as_str()), (2, 2, ""));
        assert!(lines[0].starts_with(&format!("{name}:1:11: refresh cannot be ")), "{out}");
        assert!(lines[1].starts_with(&format!("{name}:2:1: ")) && lines[1].contains("preview"), "{out}");
    }

    #[test]
    fn a_sound_file_is_said_to_be_sound() {
        let (_file, source) = written("refresh = 90\n");
        let (code, out, err) = answer(ConfigCommand::Check, &source, None);
        assert_eq!((code, out.as_str()), (0, ""));
        assert!(err.starts_with("No mistakes in "), "{err}");
    }

    #[test]
    fn a_wrong_variable_is_a_mistake_too() {
        let (_file, source) = written("");
        let (code, out, _) = answer(ConfigCommand::Check, &source, Some("http://api.close.com"));
        assert_eq!(code, 2);
        assert!(out.starts_with("CLOSEOUT_BASE_URL: base_url cannot be that: "), "{out}");
    }
}
