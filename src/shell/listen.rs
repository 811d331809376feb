//! What the terminal sends, byte by byte, and what our reader of it makes of that.
//!
//! The bytes are taken from the terminal first and then handed to that same reader through a pseudo-terminal in
//! the place of standard input, so that what is shown is what would happen. Whatever ends it, the terminal is
//! given back.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use super::input;
use super::run::Signals;
use crate::app::msg::Msg;

/// Something the terminal sent at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What they mean to us.
    pub messages: Vec<Msg>,
}

/// How long the bytes of a key may take through the pseudo-terminal.
const PASSAGE: Duration = Duration::from_millis(100);

/// Listens until `hear` has heard enough, the terminal is gone, or the system says so.
pub fn listen(mut hear: impl FnMut(&Heard) -> io::Result<bool>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut signals = Signals::new()?;
        let mut ear = Ear::open()?;
        loop {
            let bytes = tokio::select! {
                bytes = ear.next() => bytes?,
                () = signals.stop() => return Ok(()),
            };
            if bytes.is_empty() {
                return Ok(());
            }
            let messages = ear.read(&bytes)?;
            if hear(&Heard { bytes, messages })? {
                return Ok(());
            }
        }
    })
}

struct Ear {
    terminal: AsyncFd<File>,
    to_reader: File,
}

impl Ear {
    #[expect(deprecated, reason = "what replaces it is unsafe; the terminal stays open as long as we live")]
    fn open() -> io::Result<Self> {
        let terminal = File::from(io::stdin().as_fd().try_clone_to_owned()?);
        let terminal = AsyncFd::with_interest(terminal, Interest::READABLE)?;
        let (to_reader, reader) = pseudo_terminal()?;
        enable_raw_mode()?;
        let ear = Self { terminal, to_reader };
        rustix::stdio::dup2_stdin(&reader)?;
        execute!(io::stdout(), EnableBracketedPaste)?;
        Ok(ear)
    }

    // All that is there; nothing once the terminal is gone.
    async fn next(&mut self) -> io::Result<Vec<u8>> {
        self.terminal.readable().await?.clear_ready();
        let mut bytes = Vec::new();
        let mut part = [0; 1024];
        loop {
            let count = self.terminal.get_mut().read(&mut part)?;
            bytes.extend(part.iter().take(count));
            if count == 0 || !is_ready(self.terminal.get_ref())? {
                return Ok(bytes);
            }
        }
    }

    fn read(&mut self, bytes: &[u8]) -> io::Result<Vec<Msg>> {
        self.to_reader.write_all(bytes)?;
        let mut messages = Vec::new();
        let mut patience = PASSAGE;
        while event::poll(patience)? {
            messages.extend(input::read(event::read()?));
            patience = Duration::ZERO;
        }
        Ok(messages)
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        // There is nobody to tell of an error.
        let _ = rustix::stdio::dup2_stdin(self.terminal.get_ref());
        drop(execute!(io::stdout(), DisableBracketedPaste));
        drop(disable_raw_mode());
    }
}

fn is_ready(terminal: &File) -> io::Result<bool> {
    let mut terminal = [PollFd::new(terminal, PollFlags::IN)];
    Ok(poll(&mut terminal, Some(&Timespec::default()))? > 0)
}

// Both ends, set to let every byte through as it is.
fn pseudo_terminal() -> io::Result<(File, File)> {
    let near = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
    grantpt(&near)?;
    unlockpt(&near)?;
    let name = ptsname(&near, Vec::new())?;
    let far = File::options().read(true).write(true).open(OsStr::from_bytes(name.to_bytes()))?;
    let mut modes = tcgetattr(&far)?;
    modes.make_raw();
    tcsetattr(&far, OptionalActions::Now, &modes)?;
    Ok((near.into(), far))
}
