//! What the terminal sends: when it comes, and as messages.
//!
//! It is read on the thread that draws, when the terminal says that something is there: the library's own
//! stream keeps a second thread that would have to be woken for every key.

use std::io::{self, Stdin};
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use super::unshared;
use crate::app::burst;
use crate::app::chord::{Chord, Key};
use crate::app::layout::Size;
use crate::app::msg::Msg;
use crate::app::pointer::{Spot, Target};

/// The terminal, as far as it sends.
#[derive(Debug)]
pub struct Input(AsyncFd<Stdin>);

impl Input {
    /// Begins to listen.
    #[expect(deprecated, reason = "what replaces it is unsafe; standard input stays open as long as we live")]
    pub fn new() -> io::Result<Self> {
        AsyncFd::with_interest(io::stdin(), Interest::READABLE).map(Self)
    }

    /// Drops whatever is there.
    pub fn forget(&mut self) -> io::Result<()> {
        self.take_all().map(drop)
    }

    /// Waits until something comes, and returns all that is there; an error when the terminal is gone. Nothing
    /// is lost when nobody waits to the end.
    pub async fn next(&mut self) -> io::Result<Vec<Event>> {
        loop {
            self.0.readable().await?.clear_ready();
            let events = self.take_all()?;
            if !events.is_empty() {
                return Ok(events);
            }
        }
    }

    fn take_all(&self) -> io::Result<Vec<Event>> {
        let (mut events, mut roused) = (Vec::new(), None);
        loop {
            let is_more = self.has_more()?;
            if event::poll(Duration::ZERO)? {
                events.push(event::read()?);
            } else if is_more && roused != Some(events.len()) {
                // The library reads a thousand bytes at a time, and waits to be told of those behind them.
                roused = Some(events.len());
                unshared::rouse(self.0.get_ref())?;
            } else {
                return Ok(events);
            }
        }
    }

    // Whether bytes are there. The library would read for ever from a terminal that is gone.
    fn has_more(&self) -> io::Result<bool> {
        let mut terminal = [PollFd::new(self.0.get_ref(), PollFlags::IN)];
        poll(&mut terminal, Some(&Timespec::default()))?;
        let found = terminal[0].revents();
        let is_gone = found.intersects(PollFlags::HUP | PollFlags::ERR);
        if is_gone { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(found.contains(PollFlags::IN)) }
    }
}

/// The messages for all that came at once. Keys that nobody types so fast make one message together.
pub fn read_all(events: Vec<Event>, read: impl FnMut(Event) -> Vec<Msg>) -> Vec<Msg> {
    let mut all = Vec::new();
    let mut keys = Vec::new();
    for msg in events.into_iter().flat_map(read) {
        match msg {
            Msg::Pressed(chord) => keys.push(chord),
            other => {
                all.append(&mut together(std::mem::take(&mut keys)));
                all.push(other);
            }
        }
    }
    all.append(&mut together(keys));
    all
}

fn together(keys: Vec<Chord>) -> Vec<Msg> {
    if keys.len() > burst::TYPED {
        return vec![Msg::Burst(keys)];
    }
    keys.into_iter().map(Msg::Pressed).collect()
}

/// The messages for something the terminal sent, if it means anything to us.
pub fn read(event: Event) -> Vec<Msg> {
    match event {
        Event::Key(key) => chords(key).into_iter().map(Msg::Pressed).collect(),
        Event::Paste(text) => vec![Msg::Pasted(text)],
        Event::Resize(width, height) => vec![Msg::Resized(Size { width, height })],
        Event::FocusGained => vec![Msg::Focused(true)],
        Event::FocusLost => vec![Msg::Focused(false)],
        Event::Mouse(_) => Vec::new(),
    }
}

/// The message for something the mouse did over what is drawn there. Only the left button and the wheel mean
/// anything, and a button only when it goes down.
pub fn read_mouse(kind: MouseEventKind, spot: Spot, target: impl FnOnce() -> Option<Target>) -> Option<Msg> {
    Some(match kind {
        MouseEventKind::Down(MouseButton::Left) => Msg::Clicked { spot, target: target() },
        MouseEventKind::ScrollDown => Msg::Wheeled { target: target(), notches: 1 },
        MouseEventKind::ScrollUp => Msg::Wheeled { target: target(), notches: -1 },
        _ => return None,
    })
}

// Some terminals also report the release of a key: acting on it would do everything twice. Over a slow link
// Esc and the key after it arrive together and look like Alt; nothing here is bound to Alt, so they are taken
// for what was typed.
fn chords(event: KeyEvent) -> Vec<Chord> {
    if event.kind == KeyEventKind::Release {
        return Vec::new();
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let escape = event.modifiers.contains(KeyModifiers::ALT).then_some(Chord::plain(Key::Esc));
    let chord = key(event.code).map(|key| Chord { key, ctrl });
    escape.into_iter().chain(chord).collect()
}

fn key(code: KeyCode) -> Option<Key> {
    Some(match code {
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Vec<Msg> {
        read(Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn the_release_of_a_key_does_nothing() {
        let mut event = KeyEvent::new(KeyCode::Char('e'), KeyModifiers::NONE);
        assert_eq!(read(Event::Key(event)), [Msg::Pressed(Chord::plain(Key::Char('e')))]);
        event.kind = KeyEventKind::Release;
        assert_eq!(read(Event::Key(event)), []);
    }

    #[test]
    fn esc_and_a_key_that_arrive_together_are_both_taken() {
        let both = [Chord::plain(Key::Esc), Chord::plain(Key::Char('q'))].map(Msg::Pressed);
        assert_eq!(pressed(KeyCode::Char('q'), KeyModifiers::ALT), both);
    }

    #[test]
    fn keys_that_nobody_types_so_fast_are_one_message() {
        let key = |letter| Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
        let letters = |text: &str| text.chars().map(key).collect::<Vec<_>>();
        assert_eq!(read_all(letters("jjjjjjje"), read).len(), 8);
        assert!(
            matches!(&read_all(letters("call me back"), read)[..], [Msg::Burst(keys)] if keys.len() == 12)
        );
        let parted = [letters("jjjjjj"), vec![Event::Paste("x".into())], letters("jjjjjj")].concat();
        assert_eq!(read_all(parted, read).len(), 13, "what lies between them parts them");
    }

    #[test]
    fn ctrl_is_kept() {
        let ctrl_d = Msg::Pressed(Chord::ctrl('d'));
        assert_eq!(pressed(KeyCode::Char('d'), KeyModifiers::CONTROL), [ctrl_d]);
    }
}
