//! Where a command writes: results to one side, everything else to the other.
//!
//! Every line is cleaned before it leaves. Colour and the line of progress are for terminals only. Results are
//! written in large pieces, so a reader that stops early is noticed at the next one.

use std::borrow::Cow;
use std::io::{self, BufWriter, Stderr, Stdout, Write};

use tokio::time::{Duration, Instant};

use crate::app::text;
use crate::shell::config::{Color, Config};
use crate::shell::world;

/// Where a command writes.
pub struct Paper {
    out: BufWriter<Stdout>,
    err: Stderr,
    progress: Progress,
    /// Whether results are in colour.
    pub is_coloured: bool,
    /// How many columns results may take; none where they go to a file or another program.
    pub columns: Option<usize>,
}

/// The line that says how far long work has come.
#[derive(Debug)]
struct Progress {
    is_wanted: bool,
    is_drawn: bool,
    begun: Instant,
    last: Option<Instant>,
}

/// A piece of text, and how it looks on a terminal.
pub type Piece<'a> = (Look, Cow<'a, str>);

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Like any other.
    Plain,
    /// It stands out.
    Strong,
    /// It may be passed over.
    Dim,
    /// It is on its way.
    Waiting,
    /// It is late, or went wrong.
    Bad,
}

/// Work that is over by then needs no line.
const SHORT: Duration = Duration::from_millis(300);
/// How often the line is drawn.
const REDRAW: Duration = Duration::from_millis(100);
const BAR: usize = 24;

impl Paper {
    /// The two outputs of the process.
    pub fn new(config: &Config) -> Self {
        let (is_out, is_err) = (world::is_out_terminal(), world::is_err_terminal());
        let is_coloured = match config.color {
            Color::Always => true,
            Color::Never => false,
            Color::Rgb | Color::Indexed | Color::Named => is_out,
            Color::Auto => is_out && !world::is_dumb() && world::environment("NO_COLOR").is_none(),
        };
        let progress = Progress {
            is_wanted: is_err && !world::is_dumb(),
            is_drawn: false,
            begun: Instant::now(),
            last: None,
        };
        let columns = is_out.then(world::columns);
        Self { out: BufWriter::new(io::stdout()), err: io::stderr(), progress, is_coloured, columns }
    }

    /// One line of results.
    pub fn line(&mut self, line: &str) -> io::Result<()> {
        self.clear()?;
        writeln!(self.out, "{}", text::clean(line))
    }

    /// One line of results in several looks.
    pub fn pieces(&mut self, pieces: &[Piece<'_>]) -> io::Result<()> {
        self.clear()?;
        for (look, piece) in pieces {
            let piece = text::clean(piece);
            match look.code().filter(|_| self.is_coloured) {
                Some(code) => write!(self.out, "\x1b[{code}m{piece}\x1b[0m")?,
                None => write!(self.out, "{piece}")?,
            }
        }
        writeln!(self.out)
    }

    /// Results that are fit for a terminal as they are.
    pub fn raw(&mut self, result: &str) -> io::Result<()> {
        self.clear()?;
        self.out.write_all(result.as_bytes())
    }

    /// Something to know that is no result.
    pub fn note(&mut self, sentence: &str) -> io::Result<()> {
        self.clear()?;
        // What was found so far stands above it.
        self.out.flush()?;
        writeln!(self.err, "closeout: {}", text::clean(sentence))
    }

    /// How far long work has come; drawn on a terminal, now and then.
    pub fn progress(&mut self, what: &str, done: usize, of: usize) -> io::Result<()> {
        let now = Instant::now();
        let progress = &mut self.progress;
        let is_due = progress.last.map_or(now - progress.begun >= SHORT, |last| now - last >= REDRAW);
        if !progress.is_wanted || !is_due {
            return Ok(());
        }
        (progress.last, progress.is_drawn) = (Some(now), true);
        write!(self.err, "\r\x1b[K{}", bar(what, done, of))?;
        self.err.flush()
    }

    fn clear(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.progress.is_drawn) {
            write!(self.err, "\r\x1b[K")?;
        }
        Ok(())
    }

    /// Writes out what was held back.
    pub fn finish(&mut self) -> io::Result<()> {
        self.clear()?;
        self.out.flush()
    }
}

impl Look {
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Dim => Some("2"),
            Self::Waiting => Some("33"),
            Self::Bad => Some("31"),
        }
    }
}

// Without a known end, only how much there is so far.
fn bar(what: &str, done: usize, of: usize) -> String {
    match (done, of) {
        (0, 0) => return what.into(),
        (_, 0) => return format!("{what} {done}"),
        _ => {}
    }
    let filled = (done.min(of) * BAR) / of;
    format!("{what} [{}{}] {done} of {of}", "=".repeat(filled), " ".repeat(BAR - filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_up_and_never_overflows() {
        assert_eq!(bar("Sending", 250, 500), "Sending [============            ] 250 of 500");
        assert_eq!(bar("Sending", 9, 3), format!("Sending [{}] 9 of 3", "=".repeat(24)));
        assert_eq!(
            (bar("Reading", 12, 0), bar("Connecting", 0, 0)),
            ("Reading 12".into(), "Connecting".into())
        );
    }
}
