//! Standard input as an open file of our own, which never makes us wait.
//!
//! The library reads until it has a whole key. Where only half of one has come, a paste that was cut off or a lone
//! `Esc [`, it would wait in the kernel for the rest: nothing would be drawn, no signal heeded, and from a terminal
//! that went away it would read for ever. Whether a file waits is a property it has for everybody who shares it, and
//! the shell and what runs in it share standard input. So the terminal is opened once more, and stands in its place
//! while it is ours.
//!
//! Only on Linux: elsewhere (kqueue) whoever listens does so by the number of a file, and would hear nothing any more
//! once another one has it.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::OnceLock;

use rustix::fs::{Mode, OFlags};
use rustix::stdio::dup2_stdin;
use rustix::termios::{OptionalActions, tcgetattr, tcgetpgrp, tcsetattr, ttyname};

/// Standard input.
struct Input {
    shared: OwnedFd,
    own: OwnedFd,
}

/// Static because a panic has to find it. Both stay open, so that whoever listens to one goes on hearing it.
static INPUT: OnceLock<Option<Input>> = OnceLock::new();

/// Puts the one of our own in its place, where the terminal can be opened once more.
pub(super) fn take() {
    if let Some(input) = INPUT.get_or_init(|| Input::open().ok()) {
        let _ = dup2_stdin(&input.own);
    }
}

/// Puts it back as it was: programs that are begun with it expect it to wait.
pub(super) fn give_back() {
    if let Some(Some(input)) = INPUT.get() {
        let _ = dup2_stdin(&input.shared);
    }
}

/// Has everybody who listens to this terminal told once more that something is there.
pub(super) fn rouse(terminal: impl AsFd) -> io::Result<()> {
    let same = tcgetattr(&terminal)?;
    Ok(tcsetattr(&terminal, OptionalActions::Now, &same)?)
}

impl Input {
    fn open() -> io::Result<Self> {
        if !cfg!(target_os = "linux") {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let shared = io::stdin().as_fd().try_clone_to_owned()?;
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let named =
            ttyname(&shared, Vec::new()).and_then(|name| rustix::fs::open(name, flags, Mode::empty()));
        // Whoever became somebody else may not open it by its name.
        let is_ours = tcgetpgrp(&shared).is_ok();
        let own = match named {
            Err(_) if is_ours => rustix::fs::open("/dev/tty", flags, Mode::empty())?,
            named => named?,
        };
        Ok(Self { shared, own })
    }
}
