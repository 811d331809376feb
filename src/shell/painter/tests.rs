//! What the painter writes, read by a terminal.

use std::num::NonZero;

use proptest::prelude::*;
use ratatui::style::{Color, Style};

use super::*;
use crate::ui::slate::Finish;

const AREA: Rect = Rect::new(0, 0, 24, 4);
const TALL: Rect = Rect::new(0, 0, 40, 16);

// What is written is only noted, unless it is drawn in cells.
type Frame = Vec<(u16, u16, String, bool)>;

fn draw(frame: &Frame, slate: &mut Slate) {
    for (x, y, text, is_drawn) in frame {
        let room = AREA.width - x;
        if *is_drawn {
            let line = Rect::new(0, *y, AREA.width, 1);
            slate.draw(line, |cells| cells.set_stringn(*x, *y, text, room.into(), Style::new()));
        } else {
            slate.write((*x, *y), room, text, Style::new());
        }
    }
}

fn frame() -> impl Strategy<Value = Frame> {
    let text = prop::collection::vec(prop::sample::select(vec!["a", "Ł", "日本", " ", "é", "x y"]), 1..8);
    let part = (0..AREA.width, 0..AREA.height, text, any::<bool>());
    prop::collection::vec(part.prop_map(|(x, y, text, is_drawn)| (x, y, text.concat(), is_drawn)), 0..5)
}

// A list whose rows are from `top` on, the cursor on one of them, with a line above and one beneath.
fn list(top: usize, cursor: usize, slate: &mut Slate) {
    let area = slate.area();
    let title = format!("{} of 99", top + cursor);
    slate.draw(Rect { height: 1, ..area }, |cells| cells.set_string(0, 0, title, Style::new().bold()));
    for (y, row) in (1..area.height - 1).zip(top..) {
        let text = ["call Ada", "日本", "é", "mail Bo about the offer"][row % 4];
        slate.write((0, y), 30, &format!("{row} {text} {}", "x".repeat(row * 7 % 13)), Style::new());
        if usize::from(y) == cursor + 1 {
            slate.restyle(Rect::new(0, y, 30, 1), Style::new().reversed());
        }
    }
    slate.rule(Rect::new(8, area.height - 1, 4, 1), '─', Style::new());
    slate.write((0, area.height - 1), 10, "synced", Style::new());
}

fn screen(area: Rect) -> vt100::Parser {
    let cells = |count| NonZero::new(count).unwrap();
    vt100::Parser::new(cells(area.height), cells(area.width), 0)
}

// A cell that was written as a blank and one that never was look the same.
fn seen(screen: &vt100::Parser, area: Rect) -> Vec<(String, bool, bool, vt100::Color)> {
    let look = |cell: &vt100::Cell| {
        let letter = if cell.has_contents() { cell.contents() } else { " " };
        (letter.to_owned(), cell.inverse(), cell.bold(), cell.bgcolor())
    };
    let cells = area.positions().filter_map(|at| screen.screen().cell(at.y, at.x).map(look));
    cells.collect()
}

fn at_once(area: Rect, draw: impl Fn(&mut Slate)) -> Vec<(String, bool, bool, vt100::Color)> {
    let (mut screen, mut slate) = (screen(area), Slate::new(area));
    draw(&mut slate);
    let (mut painter, finish) = (Painter::default(), slate.finished());
    let drawn = slate.into_cells();
    let frame = painter.frame(area, None, |whole| {
        whole.draw(area, |cells| cells.clone_from(&drawn));
        whole.finish(finish);
        None
    });
    screen.process(frame.unwrap());
    seen(&screen, area)
}

proptest! {
    #[test]
    fn a_screen_drawn_in_steps_looks_like_one_drawn_at_once(frames in prop::collection::vec(frame(), 1..6)) {
        let (mut steps, mut painter) = (screen(AREA), Painter::default());
        for frame in &frames {
            steps.process(painter.frame(AREA, None, |slate| { draw(frame, slate); None }).unwrap());
            prop_assert_eq!(seen(&steps, AREA), at_once(AREA, |slate| draw(frame, slate)));
        }
    }

    // What was made ready is shown or not; either way the screen is as it should be.
    #[test]
    fn so_does_a_list_that_scrolls(
        moves in prop::collection::vec(
            (0..3_usize, 0..14_usize, prop::bool::weighted(0.9), prop::option::of((0..3_usize, any::<bool>()))),
            1..20,
        ),
    ) {
        let (mut steps, mut painter, mut top) = (screen(TALL), Painter::default(), 30);
        for (by, cursor, has_ground, ahead) in moves {
            let draw = |top: usize| move |slate: &mut Slate| {
                list(top, cursor, slate);
                let ground = if has_ground { Style::new().bg(Color::Blue) } else { Style::new() };
                slate.finish(Finish { ground, ..Finish::default() });
                None
            };
            let (before, sight) = (top, Sight::default());
            top = top + by - 1;
            if let Some((other, is_it)) = ahead {
                painter.draw_ahead(TALL, sight, draw(if is_it { top } else { before + other })).unwrap();
            }
            let comes = ahead.filter(|(_, is_it)| *is_it).map(|_| sight);
            steps.process(painter.frame(TALL, comes, draw(top)).unwrap());
            prop_assert_eq!(seen(&steps, TALL), at_once(TALL, |slate| { draw(top)(slate); }));
        }
    }
}

#[test]
fn a_line_drawn_in_cells_again_is_not_taken_for_the_one_of_before() {
    let mut painter = Painter::default();
    let mut written = |text: &str, is_drawn| {
        let frame = painter.frame(AREA, None, |slate| {
            draw(&vec![(0, 0, text.to_owned(), is_drawn)], slate);
            None
        });
        String::from_utf8_lossy(frame.unwrap()).contains(text)
    };
    let frames = [("a", true), ("b", true), ("c", false), ("d", false), ("b", true)];
    assert_eq!(frames.map(|(text, is_drawn)| written(text, is_drawn)), [true; 5]);
}

#[test]
fn a_list_that_scrolls_is_moved_and_not_written_again() {
    let mut painter = Painter::default();
    let mut bytes = |top| {
        let frame = painter.frame(TALL, None, |slate| {
            list(top, 13, slate);
            None
        });
        frame.unwrap().len()
    };
    let whole = bytes(20);
    for top in [21, 22, 21, 20] {
        let scrolled = bytes(top);
        assert!(scrolled * 3 < whole, "{scrolled} of {whole} bytes");
    }
}

#[test]
fn a_letter_three_columns_wide_hides_nothing_drawn_over_its_end() {
    let mut painter = Painter::default();
    let frame = painter.frame(AREA, None, |slate| {
        slate.write((0, 0), 9, "क\u{94d}ष\u{93f}", Style::new());
        slate.write((2, 0), 9, "|", Style::new());
        None
    });
    assert!(String::from_utf8_lossy(frame.unwrap()).contains('|'));
}

#[test]
fn the_same_frame_again_is_no_bytes() {
    let mut painter = Painter::default();
    let mut paint = |cursor| {
        let frame = painter.frame(AREA, None, |slate| {
            slate.write((0, 0), 9, "日本", Style::new());
            cursor
        });
        frame.unwrap().len()
    };
    assert!(paint(None) > 0);
    assert_eq!(paint(None), 0);
    assert!(paint(Some(Position::new(1, 1))) > 0, "a cursor that moves is a change");
    assert_eq!(paint(Some(Position::new(1, 1))), 0);
}

#[test]
fn a_link_is_written_as_one_and_again_only_where_it_leads_elsewhere() {
    let links = ["https://a.example/1", "https://a.example/2"].map(|address| Link::new(address).unwrap());
    let mut painter = Painter::default();
    let mut paint = |link: Option<&Link>| {
        painter.lead_to(links.to_vec());
        let style =
            link.map_or(Style::new(), |link| Style::new().underline_color(Color::from_u32(link.mark)));
        let frame = painter.frame(AREA, None, |slate| {
            slate.write((0, 0), 9, "see ", Style::new());
            slate.write((4, 0), 9, "日本", style);
            None
        });
        String::from_utf8(frame.unwrap().to_owned()).unwrap()
    };
    let first = paint(Some(&links[0]));
    assert_eq!(first.matches("]8;id=").count(), 1);
    assert!(first.contains(";https://a.example/1\x1b\\") && first.contains("\x1b]8;;\x1b\\"), "{first:?}");
    assert!(!first.contains("[58"), "the mark itself is not for the terminal: {first:?}");
    assert_eq!(paint(Some(&links[0])), "");
    assert!(paint(Some(&links[1])).contains(";https://a.example/2\x1b\\"));
    let last = paint(None);
    assert!(last.contains('日') && !last.contains("]8;"), "{last:?}");
}

// Whether the frame that comes is the one drawn ahead, and not what is drawn then.
fn is_ahead(comes: Option<Sight>, is_forgotten: bool) -> bool {
    let paint = |text| {
        move |slate: &mut Slate| {
            slate.write((0, 0), 9, text, Style::new());
            None
        }
    };
    let mut painter = Painter::default();
    painter.frame(AREA, None, paint("before")).unwrap();
    painter.draw_ahead(AREA, Sight::default(), paint("soon")).unwrap();
    if is_forgotten {
        painter.forget();
    }
    !String::from_utf8_lossy(painter.frame(AREA, comes, paint("late")).unwrap()).contains("late")
}

#[test]
fn a_frame_drawn_ahead_is_shown_if_it_is_the_one_that_comes() {
    let sight = Some(Sight::default());
    assert!(is_ahead(sight, false));
    assert!(!is_ahead(None, false));
    assert!(!is_ahead(sight, true));
}

#[test]
fn what_is_not_on_the_screen_goes_out_once_with_the_next_frame() {
    let mut painter = Painter::default();
    let paint = |painter: &mut Painter| painter.frame(AREA, None, |_| None).unwrap().to_owned();
    paint(&mut painter);
    painter.say_before(b"copy this");
    assert_eq!(paint(&mut painter), b"copy this");
    assert_eq!(paint(&mut painter), b"");
}

#[test]
fn a_frame_of_another_size_is_drawn_whole() {
    let mut painter = Painter::default();
    painter.frame(AREA, None, |_| None).unwrap();
    let smaller = Rect::new(0, 0, 5, 2);
    let bytes = painter.frame(smaller, None, |_| None).unwrap();
    assert!(String::from_utf8_lossy(bytes).contains("\u{1b}[2J"));
}
