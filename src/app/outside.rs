//! What can be reached outside the program from this machine and in this session.
//!
//! Found out once, at the start; everything here is only what to say and where to turn. Over SSH a browser or a
//! player would open on a screen nobody sees, so there they are never tried.

/// What can be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Who keeps what is copied.
    pub clipboard: Clipboard,
    /// Whether an address can be shown in a browser.
    pub browser: Opening,
    /// Whether a file can be shown or played.
    pub viewer: Opening,
}

/// Who keeps what is copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// Nobody: the text is shown, to be selected by hand.
    #[default]
    Nobody,
    /// tmux, which passes it on to the terminal it runs in.
    Tmux,
    /// The terminal, asked by an escape sequence (OSC 52) that also works over SSH.
    Terminal,
    /// A program of the desktop, by its command.
    Program(String),
}

/// Whether something can be opened from here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// It can.
    Possible,
    /// There is no display: this is the far end of an SSH connection, or a machine without one.
    NoDisplay,
    /// There is nothing here that could.
    #[default]
    NoProgram,
}

impl Clipboard {
    /// What was done with a text, as the beginning of a sentence.
    pub fn said(&self) -> String {
        match self {
            Self::Nobody => "Shown to be selected".into(),
            Self::Tmux => "Copied to tmux".into(),
            Self::Terminal => "Sent to your terminal to copy (OSC 52)".into(),
            Self::Program(command) => format!("Copied with {}", first_word(command)),
        }
    }
}

/// The program a command runs, without its options.
pub fn first_word(command: &str) -> &str {
    command.split_whitespace().next().unwrap_or(command)
}
