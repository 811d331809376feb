//! A key from a command of the user's, such as a password manager.
//!
//! The command has no input of ours, so it cannot eat the ids of `closeout done -`; what it complains of goes
//! where our own complaints go, unread, since nobody knows what stands in it. What it prints is a secret.

use std::io::{self, Read as _};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use secrecy::SecretString;

use crate::app::outside::first_word;
use crate::shell::{terminal, world};

/// How long a command may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// No key is longer than this.
const LONGEST: u64 = 64 << 10;
/// What a shell answers where there is no such program.
const NOT_FOUND: i32 = 127;

/// The first line a command prints; why there is none, as the end of a sentence.
pub(super) fn first_line(script: &str, patience: Duration) -> Result<SecretString, String> {
    let mut command = world::command("sh");
    command.args(["-c", script, "closeout"]).stdin(Stdio::null()).stdout(Stdio::piped());
    if terminal::is_ours() {
        // What it complains of would stand in the middle of the tasks.
        command.stderr(Stdio::null());
    }
    let child = command.spawn().map_err(|error| format!("cannot be run: {error}"))?;
    let id = rustix::process::Pid::from_child(&child);
    let (sender, ended) = channel();
    let wait = move || drop(sender.send(listen(child)));
    let waiting = std::thread::Builder::new().name("waits".into()).spawn(wait);
    waiting.map_err(|error| format!("cannot be run: {error}"))?;
    match ended.recv_timeout(patience) {
        Ok(Ok((text, status))) => read(script, &text, status),
        Ok(Err(error)) => Err(format!("cannot be heard: {error}")),
        Err(RecvTimeoutError::Timeout) => {
            let _ = rustix::process::kill_process(id, rustix::process::Signal::KILL);
            Err(format!("did not answer within {} s", patience.as_secs()))
        }
        Err(RecvTimeoutError::Disconnected) => Err("was lost".into()),
    }
}

fn listen(mut child: Child) -> io::Result<(SecretString, ExitStatus)> {
    let mut text = String::new();
    if let Some(output) = child.stdout.take() {
        output.take(LONGEST).read_to_string(&mut text)?;
    }
    Ok((SecretString::from(text), child.wait()?))
}

fn read(script: &str, text: &SecretString, status: ExitStatus) -> Result<SecretString, String> {
    if status.code() == Some(NOT_FOUND) {
        return Err(format!("cannot be run: there is no program {}", first_word(script)));
    }
    if !status.success() {
        let how = status.code().map(|code| format!("failed with code {code}"));
        return Err(how.unwrap_or_else(|| "was stopped by a signal".into()));
    }
    let text = secrecy::ExposeSecret::expose_secret(text);
    match text.lines().next().map(str::trim).filter(|line| !line.is_empty()) {
        Some(line) => Ok(SecretString::from(line)),
        None => Err("printed nothing on its first line".into()),
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    fn said(script: &str) -> Result<String, String> {
        first_line(script, PATIENCE).map(|line| line.expose_secret().to_owned())
    }

    #[test]
    fn the_first_line_counts_and_the_rest_is_left() {
        assert_eq!(said("printf ' api_abc \\nuser: ada\\n'").as_deref(), Ok("api_abc"));
    }

    #[test]
    fn every_way_to_fail_is_told_apart() {
        assert_eq!(
            said("no-such-program show").unwrap_err(),
            "cannot be run: there is no program no-such-program"
        );
        assert_eq!(said("echo api_secret; exit 7").unwrap_err(), "failed with code 7");
        assert_eq!(said("kill -9 $$").unwrap_err(), "was stopped by a signal");
        for nothing in ["true", "echo; echo api_abc"] {
            assert_eq!(said(nothing).unwrap_err(), "printed nothing on its first line");
        }
    }

    #[test]
    fn one_that_hangs_is_given_up() {
        let begun = std::time::Duration::from_millis(200);
        assert_eq!(first_line("exec sleep 600", begun).unwrap_err(), "did not answer within 0 s");
    }

    #[test]
    fn it_is_not_told_the_key_of_the_environment_and_has_no_input() {
        assert_eq!(said("cat; echo ${CLOSE_API_KEY-none}").as_deref(), Ok("none"));
    }
}
