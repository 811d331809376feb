//! Every screen at three sizes, as pictures in text; and no size, no text that breaks one.
#![expect(clippy::unwrap_used, reason = "a stage that cannot be set up is a failed test")]

mod stage;
mod tasks;

use stage::Stage;
use tasks::everything;

#[test]
fn look() {
    for (w, h) in [(80, 24), (110, 30), (160, 50), (60, 15), (40, 12), (36, 8)] {
        let stage = Stage::with(w, h, everything());
        println!("=== {w}x{h}\n{}", stage.screen());
    }
    let mut stage = Stage::with(80, 24, everything());
    for keys in ["s", "f r i", "Esc", "a", "Esc", "g", "p", "q", "j Enter", "q", "?", "q", "x j x j", "/"] {
        stage.press(keys);
        println!("=== {keys}\n{}", stage.screen());
    }
}
