//! A screen as an SVG: its cells, drawn as a terminal would draw them.
//!
//! Letters are text, so that the picture is sharp and small; each stretch of one style is told how wide it is, so
//! that columns stand whatever font there is. Lines and bars are shapes, since fonts leave gaps in them.
#![expect(clippy::unwrap_used, reason = "writing into a string cannot fail, and no screen is that wide")]

use std::fmt::Write;

use closeout::app::text;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

/// The colours of somebody's terminal.
pub(crate) struct Palette {
    pub(crate) paper: &'static str,
    pub(crate) ink: &'static str,
    pub(crate) dim: &'static str,
    pub(crate) frame: &'static str,
    pub(crate) cyan: &'static str,
    pub(crate) red: &'static str,
    pub(crate) green: &'static str,
    pub(crate) magenta: &'static str,
}

pub(crate) const DARK: Palette = Palette {
    paper: "#14181f",
    ink: "#d5dae1",
    dim: "#7d8794",
    frame: "#2b323d",
    cyan: "#59c2d6",
    red: "#f27a72",
    green: "#7ccf8a",
    magenta: "#cf9be8",
};

pub(crate) const LIGHT: Palette = Palette {
    paper: "#fdfdfb",
    ink: "#24292f",
    dim: "#7b838c",
    frame: "#d7dbe0",
    cyan: "#0b7c93",
    red: "#c4302b",
    green: "#1d7f3a",
    magenta: "#8a3fb3",
};

/// The size of a cell, and the room around the screen.
const CELL: (f32, f32) = (8.4, 18.0);
const MARGIN: f32 = 14.0;

/// The whole picture; `says` is for whoever cannot see it.
pub(crate) fn picture(buffer: &Buffer, cursor: Option<Position>, palette: &Palette, says: &str) -> String {
    let width = f32::from(buffer.area.width).mul_add(CELL.0, 2.0 * MARGIN);
    let height = f32::from(buffer.area.height).mul_add(CELL.1, 2.0 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         role=\"img\" aria-label=\"{says}\">\n<rect x=\".5\" y=\".5\" width=\"{:.0}\" height=\"{:.0}\" rx=\"9\" \
         fill=\"{}\" stroke=\"{}\"/>\n<g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',\
         monospace\" font-size=\"14\" xml:space=\"preserve\">\n",
        width - 1.0,
        height - 1.0,
        palette.paper,
        palette.frame
    );
    for y in 0..buffer.area.height {
        runs(buffer, y).iter().for_each(|run| draw(run, y, palette, &mut out));
    }
    if let Some(at) = cursor {
        let (x, y) = corner(at.x, at.y);
        writeln!(
            out,
            "<path d=\"M{x:.1} {y:.1}v{}\" stroke=\"{}\" stroke-width=\"2\"/>",
            CELL.1, palette.ink
        )
        .unwrap();
    }
    out + "</g>\n</svg>\n"
}

/// Cells side by side that look the same.
struct Run<'a> {
    x: u16,
    width: u16,
    cell: &'a Cell,
    text: String,
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run<'_>> {
    let (mut runs, mut x): (Vec<Run<'_>>, u16) = (Vec::new(), 0);
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let width = u16::try_from(text::width(cell.symbol()).max(1)).unwrap();
        let goes_on = |run: &&mut Run<'_>| {
            run.cell.style() == cell.style()
                && is_shape(cell.symbol()) == is_shape(run.cell.symbol())
                && width == 1
                && !(is_shape(cell.symbol()) && cell.symbol() != run.cell.symbol())
                && text::width(&run.text) == usize::from(run.width)
        };
        match runs.last_mut().filter(goes_on) {
            Some(run) => {
                run.width += width;
                run.text.push_str(cell.symbol());
            }
            None => runs.push(Run { x, width, cell, text: cell.symbol().to_owned() }),
        }
        x += width;
    }
    runs
}

fn is_shape(symbol: &str) -> bool {
    symbol.chars().all(|letter| matches!(letter, '─'..='▟'))
}

fn corner(x: u16, y: u16) -> (f32, f32) {
    (f32::from(x).mul_add(CELL.0, MARGIN), f32::from(y).mul_add(CELL.1, MARGIN))
}

fn draw(run: &Run<'_>, y: u16, palette: &Palette, out: &mut String) {
    let (mut ink, mut paper) = (colour(run.cell.fg, palette), None);
    if run.cell.modifier.contains(Modifier::DIM) {
        ink = palette.dim;
    }
    if run.cell.modifier.contains(Modifier::REVERSED) {
        (ink, paper) = (palette.paper, Some(ink));
    }
    let (left, top) = corner(run.x, y);
    let width = f32::from(run.width) * CELL.0;
    if let Some(paper) = paper {
        writeln!(
            out,
            "<path d=\"M{left:.1} {top:.1}h{width:.1}v{}h-{width:.1}z\" fill=\"{paper}\"/>",
            CELL.1
        )
        .unwrap();
    }
    if is_shape(&run.text) {
        let shape = shape(run, (left, top, width), ink);
        return out.push_str(&shape);
    }
    let mut at = left;
    // Two blanks part columns: what stands behind them has a place of its own, whatever the font.
    for piece in run.text.split_inclusive("  ") {
        let shown = piece.trim();
        if !shown.is_empty() {
            let before = columns(&piece[..piece.len() - piece.trim_start().len()]);
            letters(shown, (at + before, top + 13.5), (ink, run.cell.modifier), out);
        }
        at += columns(piece);
    }
}

fn columns(text: &str) -> f32 {
    f32::from(u16::try_from(text::width(text)).unwrap()) * CELL.0
}

fn letters(text: &str, (x, y): (f32, f32), (ink, modifier): (&str, Modifier), out: &mut String) {
    let bold = if modifier.contains(Modifier::BOLD) { " font-weight=\"600\"" } else { "" };
    let struck =
        if modifier.contains(Modifier::CROSSED_OUT) { " text-decoration=\"line-through\"" } else { "" };
    let (length, text) = (columns(text), text.replace('&', "&amp;").replace('<', "&lt;"));
    // One letter is as wide as it is.
    let length = if length > CELL.0 {
        format!(" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\"")
    } else {
        String::new()
    };
    writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\"{length} fill=\"{ink}\"{bold}{struck}>{text}</text>")
        .unwrap();
}

// Lines meet in the middle of a cell, bars stand on its floor.
fn shape(run: &Run<'_>, (left, top, width): (f32, f32, f32), ink: &str) -> String {
    let (middle, half, right) = (top + CELL.1 / 2.0, CELL.0 / 2.0, CELL.0 / 2.0);
    let (x, bottom) = (left + half, top + CELL.1);
    let line = |path: String, weight: f32| {
        format!("<path d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{weight}\"/>\n")
    };
    let bar = |eighths: u8| {
        let tall = CELL.1 * f32::from(eighths) / 8.0;
        format!(
            "<path d=\"M{left:.1} {:.1}h{width:.1}v{tall:.1}h-{width:.1}z\" fill=\"{ink}\"/>\n",
            bottom - tall
        )
    };
    let round = |from: f32, to: f32, by: f32| {
        format!("M{x:.1} {from:.1}Q{x:.1} {middle:.1} {:.1} {middle:.1}H{to:.1}", x + by)
    };
    match run.text.chars().next().unwrap_or(' ') {
        '─' => line(format!("M{left:.1} {middle:.1}h{width:.1}"), 1.0),
        '━' => line(format!("M{left:.1} {middle:.1}h{width:.1}"), 2.5),
        '│' => line(format!("M{x:.1} {top:.1}v{}", CELL.1), 1.0),
        '┬' => line(format!("M{left:.1} {middle:.1}h{width:.1}M{x:.1} {middle:.1}V{bottom:.1}"), 1.0),
        '╭' => line(round(bottom, left + CELL.0, right), 1.0),
        '╰' => line(round(top, left + CELL.0, right), 1.0),
        '╮' => line(round(bottom, left, -right), 1.0),
        '╯' => line(round(top, left, -right), 1.0),
        '▸' => format!("<path d=\"M{:.1} {:.1}l5 4l-5 4z\" fill=\"{ink}\"/>\n", left + 1.5, middle - 4.0),
        letter @ '▁'..='█' => bar(u8::try_from(u32::from(letter) - u32::from('▀')).unwrap_or(8)),
        _ => String::new(),
    }
}

fn colour(colour: Color, palette: &Palette) -> &'static str {
    match colour {
        Color::Cyan => palette.cyan,
        Color::Red => palette.red,
        Color::Green => palette.green,
        Color::Magenta => palette.magenta,
        _ => palette.ink,
    }
}
