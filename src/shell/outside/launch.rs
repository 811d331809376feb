//! Running other programs beside this one.
//!
//! They never touch the terminal: no input or output of ours, and a session of their own, so that nothing they
//! print lands on the screen and closing the terminal does not close them. Each is waited for by a thread, so
//! none is left behind as a zombie, and quitting never waits for one.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use tokio::sync::oneshot::{self, Receiver};

use crate::app::outside::first_word;
use crate::shell::world;

/// Programs that run longer than this have begun well: they stay with what they show.
const BEGUN: Duration = Duration::from_millis(1_500);
/// How long a program may take to accept a text.
const TAKEN: Duration = Duration::from_secs(3);

/// Runs a command on an address or a file. It stands where the command says `%s`, else at its end.
pub async fn open(command: &str, thing: &str) -> Result<(), String> {
    let name = first_word(command);
    let script =
        if command.contains("%s") { command.replace("%s", "\"$1\"") } else { format!("{command} \"$1\"") };
    let ended = start(apart(&script, &[thing]), None).map_err(|why| unstarted(name, &why))?;
    match tokio::time::timeout(BEGUN, ended).await {
        Ok(Ok(status)) if !status.success() => Err(failed(name, status)),
        _ => Ok(()),
    }
}

/// Gives a command a text on its input, and waits until it has taken it.
pub async fn feed(command: &str, text: String) -> Result<(), String> {
    let name = first_word(command);
    let ended = start(apart(command, &[]), Some(text)).map_err(|why| unstarted(name, &why))?;
    match tokio::time::timeout(TAKEN, ended).await {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(Ok(status)) => Err(failed(name, status)),
        _ => Err(format!("{name} did not take the text")),
    }
}

// The shell takes apart a command with options in it, as git does.
fn apart(script: &str, arguments: &[&str]) -> Command {
    let has_own_session = world::finds("setsid");
    let mut command = world::command(if has_own_session { "setsid" } else { "sh" });
    if has_own_session {
        command.arg("sh");
    } else {
        // Without that program, as on a Mac, a process group of its own is as far apart as it gets.
        command.process_group(0);
    }
    command.args(["-c", script, "closeout"]).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn start(mut command: Command, text: Option<String>) -> std::io::Result<Receiver<ExitStatus>> {
    if text.is_some() {
        command.stdin(Stdio::piped());
    }
    let mut child = command.spawn()?;
    let (sender, ended) = oneshot::channel();
    let wait = move || {
        if let (Some(text), Some(mut input)) = (text, child.stdin.take()) {
            // A program that does not read to the end says so by how it ends.
            drop(input.write_all(text.as_bytes()));
        }
        if let Ok(status) = child.wait() {
            let _ = sender.send(status);
        }
    };
    std::thread::Builder::new().name("waits".into()).spawn(wait)?;
    Ok(ended)
}

fn unstarted(name: &str, why: &std::io::Error) -> String {
    format!("{name} cannot be run: {why}")
}

fn failed(name: &str, status: ExitStatus) -> String {
    match status.code() {
        Some(127) => format!("{name} is not on this machine"),
        Some(code) => format!("{name} failed (exit code {code})"),
        None => format!("{name} was killed"),
    }
}
