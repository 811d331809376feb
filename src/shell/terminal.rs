//! The terminal: taken once, written once a frame, always given back.
//!
//! Nothing is ever asked of the terminal, so nothing can answer late. Whatever ends the program, [`restore`]
//! leaves the terminal as it was found.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::terminal::{
    DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use ratatui::layout::{Position, Rect};

use super::painter::Painter;
use super::{unshared, world};
use crate::app::layout::Size;
use crate::app::links::Link;
use crate::app::scene::Sight;
use crate::ui::slate::Slate;

/// Has clicks and the wheel reported, with places beyond column 223. Not every motion, as the library's own
/// command asks for: over a slow link that is a flood.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// Ends that. Harmless where it never began.
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// What Rust leaves with after a panic.
const PANICKED: i32 = 101;

/// Where the log is, once there is one. Static because a panic has to find it.
static LOG: OnceLock<PathBuf> = OnceLock::new();

/// Whether the terminal is ours now. Static because a panic has to find it.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the title of the window was put aside.
static TITLED: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours.
#[derive(Debug)]
pub struct Terminal {
    painter: Painter,
    knows_links: bool,
    // Standard output itself would write a frame in pieces, one for each line feed.
    screen: File,
    has_mouse: bool,
    // The title the window has from us.
    title: Option<String>,
}

impl Terminal {
    /// Takes the terminal: raw mode, a screen of its own, no cursor, pastes marked as such, and told when it
    /// is looked at.
    pub fn enter() -> io::Result<Self> {
        // NO_COLOR is our theme's business: crossterm's own handling of it erases the selection.
        crossterm::style::force_color_output(true);
        take()?;
        let screen = io::stdout().as_fd().try_clone_to_owned()?;
        Ok(Self {
            painter: Painter::default(),
            knows_links: knows_links(),
            screen: screen.into(),
            has_mouse: false,
            title: None,
        })
    }

    /// The size of the terminal now.
    pub fn size() -> io::Result<Size> {
        crossterm::terminal::size().map(|(width, height)| Size { width, height })
    }

    /// Draws everything again next time, whatever is thought to be there.
    pub fn forget(&mut self) {
        self.painter.forget();
    }

    /// What the marks in the next frame lead to.
    pub fn lead_to(&mut self, links: Vec<Link>) {
        self.painter.lead_to(if self.knows_links { links } else { Vec::new() });
    }

    /// Asks the terminal to keep this text as what was copied (OSC 52); it never says whether it did.
    pub fn copy(&mut self, text: &str) {
        let text = BASE64_STANDARD.encode(text);
        self.painter.say_before(format!("\x1b]52;c;{text}\x07").as_bytes());
    }

    /// Gives the terminal back, waits while the program is stopped, and takes it again.
    pub fn suspend(&mut self, stop: impl FnOnce()) -> io::Result<()> {
        restore();
        stop();
        self.forget();
        take()?;
        self.title = None;
        self.follow_mouse(self.has_mouse)
    }

    /// Sends bytes that change no cell.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.screen.write_all(bytes)
    }

    /// Gives the window a title, unless it has that one. The one it had is put aside by the terminal first.
    /// Leaves with the next frame.
    pub fn entitle(&mut self, title: String) {
        if self.title.as_ref() == Some(&title) {
            return;
        }
        let aside = if TITLED.swap(true, Ordering::SeqCst) { "" } else { "\x1b[22;2t" };
        self.painter.say_before(format!("{aside}\x1b]2;{title}\x1b\\").as_bytes());
        self.title = Some(title);
    }

    /// Has the mouse reported, or no longer.
    pub fn follow_mouse(&mut self, is_on: bool) -> io::Result<()> {
        self.has_mouse = is_on;
        self.screen.write_all(if is_on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Draws one frame, in one write.
    pub fn draw(
        &mut self,
        size: Size,
        sight: Sight,
        paint: impl Fn(&mut Slate) -> Option<Position>,
    ) -> io::Result<()> {
        let bytes = self.painter.frame(area(size), Some(sight), paint)?;
        self.screen.write_all(bytes)
    }

    /// Makes ready what is likely to be the next frame, and writes nothing.
    pub fn draw_ahead(
        &mut self,
        size: Size,
        sight: Sight,
        paint: impl Fn(&mut Slate) -> Option<Position>,
    ) -> io::Result<()> {
        self.painter.draw_ahead(area(size), sight, paint)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn area(size: Size) -> Rect {
    Rect::new(0, 0, size.width, size.height)
}

/// Whether the terminal is likely to know links. Few do not, and of those some print them.
pub fn knows_links() -> bool {
    let name = world::environment("TERM").unwrap_or_default();
    !["linux", "dumb", "vt100", "vt220"].contains(&name.as_str())
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    unshared::take();
    let mut bytes = Vec::new();
    // Nothing we write is meant to go on in the next line, least of all a letter wider than we think.
    queue!(bytes, EnterAlternateScreen, DisableLineWrap)?;
    queue!(bytes, EnableBracketedPaste, EnableFocusChange, cursor::Hide)?;
    let mut out = io::stdout().lock();
    out.write_all(&bytes)?;
    out.flush()
}

/// Whether the terminal is ours: not any more after a panic, wherever that was.
pub fn is_ours() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Gives the terminal back as it was found, once. Errors are of no use here: there is nobody to tell.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = MOUSE_OFF.to_vec();
    if TITLED.swap(false, Ordering::SeqCst) {
        bytes.extend(b"\x1b[23;2t");
    }
    let written = queue!(
        bytes,
        EndSynchronizedUpdate,
        DisableFocusChange,
        DisableBracketedPaste,
        EnableLineWrap,
        LeaveAlternateScreen,
        cursor::Show
    )
    .and_then(|()| io::stdout().write_all(&bytes))
    .and_then(|()| io::stdout().flush());
    drop(written.and(disable_raw_mode()));
    unshared::give_back();
}

/// Where the log is, for whoever asks after a panic.
pub fn log_is_in(folder: PathBuf) {
    // The first one said is where it is.
    let _ = LOG.set(folder);
}

/// Makes a panic, on whatever thread, give the terminal back before it says anything, say where more can be found and
/// end the program: who went on drawing would draw where somebody else writes by now. Once the user has left, what is
/// still being saved and sent goes on where it can.
pub fn restore_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let has_left = !is_ours();
        restore();
        // Only where: the words of a panic may quote a customer.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!("panic at {place}");
        before(panic);
        let log = LOG.get().map(|log| format!(" The log is in {}.", log.display()));
        let sentence = format!(
            "Closeout stopped because of a mistake in it. Your changes are on disk and go out next time.{}\n",
            log.unwrap_or_default()
        );
        drop(io::stderr().write_all(sentence.as_bytes()));
        if !has_left || cfg!(panic = "abort") {
            end();
        }
    }));
}

#[expect(
    clippy::exit,
    clippy::disallowed_methods,
    reason = "after a panic nobody is left to return a code to"
)]
fn end() -> ! {
    std::process::exit(PANICKED)
}
