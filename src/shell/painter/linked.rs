//! Writing cells, those of a link between the marks that make it one (OSC 8).
//!
//! The colour of a cell's underline says which link it belongs to. That is all it is for, so it never reaches the
//! terminal, and comparing two frames finds a cell that leads elsewhere like any other that changed.

use std::io::{self, Write};

use ratatui::buffer::Cell;
use ratatui::style::Color;

use super::difference::Change;
use super::placed;
use crate::app::links::Link;

/// Writes these cells.
pub(super) fn write(bytes: &mut Vec<u8>, changed: &[Change], links: &[Link]) -> io::Result<()> {
    for run in changed.chunk_by(|(_, _, one), (_, _, next)| one.underline_color == next.underline_color) {
        let mark = run.first().map_or(Color::Reset, |(_, _, cell)| cell.underline_color);
        if mark == Color::Reset {
            placed::write(bytes, run)?;
            continue;
        }
        let plain: Vec<Change> = run.iter().map(|(x, y, cell)| (*x, *y, unmarked(cell))).collect();
        let Some(link) = links.iter().find(|link| Color::from_u32(link.mark) == mark) else {
            placed::write(bytes, &plain)?;
            continue;
        };
        // The lines of one link are told to belong together by its id.
        write!(bytes, "\x1b]8;id={:06x};{}\x1b\\", link.mark, link.address)?;
        placed::write(bytes, &plain)?;
        bytes.write_all(b"\x1b]8;;\x1b\\")?;
    }
    Ok(())
}

fn unmarked(cell: &Cell) -> Cell {
    let mut cell = cell.clone();
    cell.underline_color = Color::Reset;
    cell
}
