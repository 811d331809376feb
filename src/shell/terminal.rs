//! The terminal: taken once, written once a frame, always given back.
//!
//! A frame is drawn into a buffer, compared with the one on the screen, and what differs leaves in one write
//! inside synchronized-update marks. When nothing differs, nothing is written. Nothing is ever asked of the
//! terminal. Whatever ends the program, [`restore`] leaves the terminal as it was found.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::layout::Size;

/// Whether the terminal is ours now. Static because a panic has to find it.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The screen, as far as we know what is on it.
#[derive(Debug)]
pub struct Terminal {
    shown: Buffer,
    next: Buffer,
    cursor: Option<Position>,
    // Whether what is on the screen is unknown, so that everything has to be drawn.
    is_dirty: bool,
    bytes: Vec<u8>,
}

impl Terminal {
    /// Takes the terminal: raw mode, a screen of its own, no cursor, pastes marked as such.
    pub fn enter() -> io::Result<Self> {
        // NO_COLOR is our theme's business: crossterm's own handling of it erases the selection.
        crossterm::style::force_color_output(true);
        take()?;
        let empty = Buffer::empty(Rect::ZERO);
        Ok(Self { shown: empty.clone(), next: empty, cursor: None, is_dirty: true, bytes: Vec::new() })
    }

    /// The size of the terminal now.
    pub fn size() -> io::Result<Size> {
        crossterm::terminal::size().map(|(width, height)| Size { width, height })
    }

    /// Forgets what is on the screen.
    pub fn forget(&mut self) {
        self.is_dirty = true;
    }

    /// Gives the terminal back, waits while the program is stopped, and takes it again.
    pub fn suspend(&mut self, stop: impl FnOnce()) -> io::Result<()> {
        restore();
        stop();
        take()?;
        self.cursor = None;
        self.forget();
        Ok(())
    }

    /// Draws one frame of this size.
    pub fn draw(
        &mut self,
        size: Size,
        paint: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let area = Rect::new(0, 0, size.width, size.height);
        if self.next.area != area {
            self.next = Buffer::empty(area);
            self.is_dirty = true;
        }
        self.next.reset();
        let cursor = paint(area, &mut self.next);
        self.encode(area, cursor)?;
        std::mem::swap(&mut self.shown, &mut self.next);
        self.cursor = cursor;
        self.is_dirty = false;
        self.write()
    }

    // Writes into `bytes` what turns the screen into the next frame; nothing when it is that already.
    fn encode(&mut self, area: Rect, cursor: Option<Position>) -> io::Result<()> {
        self.bytes.clear();
        if self.is_dirty {
            self.shown = Buffer::empty(area);
        }
        let changed = self.shown.diff(&self.next);
        if changed.is_empty() && cursor == self.cursor && !self.is_dirty {
            return Ok(());
        }
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        if self.is_dirty {
            queue!(self.bytes, crossterm::terminal::Clear(crossterm::terminal::ClearType::All))?;
        }
        if !changed.is_empty() {
            CrosstermBackend::new(&mut self.bytes).draw(changed.into_iter())?;
        }
        match cursor {
            Some(at) => queue!(self.bytes, cursor::MoveTo(at.x, at.y), cursor::Show)?,
            None if self.cursor.is_some() => queue!(self.bytes, cursor::Hide)?,
            None => {}
        }
        queue!(self.bytes, EndSynchronizedUpdate)
    }

    fn write(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(&self.bytes)?;
        out.flush()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
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
    let mut bytes = Vec::new();
    let written =
        queue!(bytes, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show)
            .and_then(|()| io::stdout().write_all(&bytes))
            .and_then(|()| io::stdout().flush());
    drop(written.and(disable_raw_mode()));
}

/// Makes a panic give the terminal back before it says anything, and say where more can be found.
pub fn restore_on_panic(log: Option<std::path::PathBuf>) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        restore();
        tracing::error!("panic: {panic}");
        before(panic);
        let place = log.as_ref().map(|log| format!(" The log is in {}.", log.display()));
        let sentence = format!(
            "Closeout stopped because of a mistake in it. Your changes are on disk and go out next time.{}\n",
            place.unwrap_or_default()
        );
        drop(io::stderr().write_all(sentence.as_bytes()));
    }));
}
