//! What the terminal sends, as messages.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::chord::{Chord, Key};
use crate::app::layout::Size;
use crate::app::msg::Msg;

/// The message for something the terminal sent, if it means anything to us.
pub fn read(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => chord(key).map(Msg::Pressed),
        Event::Paste(text) => Some(Msg::Pasted(text)),
        Event::Resize(width, height) => Some(Msg::Resized(Size { width, height })),
        _ => None,
    }
}

// Some terminals also report the release of a key: acting on it would do everything twice.
fn chord(event: KeyEvent) -> Option<Chord> {
    if event.kind == KeyEventKind::Release || event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    Some(Chord { key: key(event.code)?, ctrl })
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

    #[test]
    fn the_release_of_a_key_does_nothing() {
        let mut event = KeyEvent::new(KeyCode::Char('e'), KeyModifiers::NONE);
        assert_eq!(read(Event::Key(event)), Some(Msg::Pressed(Chord::plain(Key::Char('e')))));
        event.kind = KeyEventKind::Release;
        assert_eq!(read(Event::Key(event)), None);
    }

    #[test]
    fn ctrl_is_kept_and_alt_is_left_to_the_terminal() {
        let with = |modifiers| read(Event::Key(KeyEvent::new(KeyCode::Char('d'), modifiers)));
        assert_eq!(with(KeyModifiers::CONTROL), Some(Msg::Pressed(Chord::ctrl('d'))));
        assert_eq!(with(KeyModifiers::ALT), None);
    }
}
