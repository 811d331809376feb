//! What a person at the desk would see: every frame is drawn from the one before, as the terminal gets it, and has
//! to look like one drawn at once.

use std::num::NonZero;

use closeout::app::model::Model;
use closeout::app::scene;
use closeout::shell::painter::Painter;
use closeout::ui::screen;
use closeout::ui::theme::Theme;
use ratatui::layout::Rect;

/// A terminal that has shown all frames so far.
#[derive(Default)]
pub(super) struct Eyes {
    painter: Painter,
    terminal: Option<vt100::Parser>,
}

impl Eyes {
    /// Looks at the next frame.
    #[track_caller]
    pub(super) fn look(&mut self, model: &mut Model) {
        let size = (model.size.height, model.size.width);
        if self.terminal.as_ref().is_none_or(|terminal| terminal.screen().size() != counts(size)) {
            self.terminal = Some(blank(size));
            self.painter.forget();
        }
        let (mut alone, mut terminal) = (Painter::default(), blank(size));
        let at_once = seen(model, &mut alone, &mut terminal);
        let step_by_step = self
            .terminal
            .as_mut()
            .map(|terminal| seen(model, &mut self.painter, terminal))
            .unwrap_or_default();
        let differ = at_once.iter().zip(&step_by_step).find(|(once, step)| once != step);
        assert!(
            differ.is_none(),
            "drawn at once a line is the first, drawn from the frame before the second: {differ:#?}"
        );
        let painter = &mut self.painter;
        let ahead = scene::look_ahead(model, |model| {
            let paint = |slate: &mut _| screen::write(model, &Theme::default(), slate);
            painter.draw_ahead(area(model), scene::sight(model), paint)
        });
        ahead.unwrap_or(Ok(())).unwrap();
    }
}

fn area(model: &Model) -> Rect {
    Rect::new(0, 0, model.size.width, model.size.height)
}

fn counts((height, width): (u16, u16)) -> (NonZero<u16>, NonZero<u16>) {
    (NonZero::new(height).unwrap(), NonZero::new(width).unwrap())
}

fn blank(size: (u16, u16)) -> vt100::Parser {
    let (height, width) = counts(size);
    vt100::Parser::new(height, width, 0)
}

/// The columns that are reversed, and what each letter looks like besides.
type Looks = (Vec<u16>, Vec<(u16, vt100::Color, bool, bool)>);

// The lines, each with its looks.
fn seen(model: &Model, painter: &mut Painter, terminal: &mut vt100::Parser) -> Vec<(String, Looks)> {
    let area = area(model);
    let sight = scene::sight(model);
    let frame = painter.frame(area, Some(sight), |slate| screen::write(model, &Theme::default(), slate));
    terminal.process(frame.unwrap());
    let screen = terminal.screen();
    let line = |y| {
        let cells = (0..area.width).filter_map(|x| screen.cell(y, x).map(|cell| (x, cell)));
        let marked = cells.clone().filter(|(_, cell)| cell.inverse()).map(|(x, _)| x);
        let letters = cells.clone().filter(|(_, cell)| !cell.contents().trim().is_empty());
        let looks = letters.map(|(x, cell)| (x, cell.fgcolor(), cell.bold(), cell.dim()));
        let (marked, looks) = (marked.collect(), looks.collect());
        let text: String =
            cells.map(|(_, cell)| if cell.has_contents() { cell.contents() } else { " " }).collect();
        (text.trim_end().to_owned(), (marked, looks))
    };
    (0..area.height).map(line).collect()
}
