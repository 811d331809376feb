//! When to draw: at once after a key, else at most sixty times a second, never when nothing changed.

use tokio::time::{Duration, Instant};

/// No two frames are nearer than this, unless a key was pressed.
const FRAME: Duration = Duration::from_millis(16);

/// The frames drawn so far, and whether another one is wanted.
#[derive(Debug)]
pub(super) struct Frames {
    last: Instant,
    is_wanted: bool,
    is_urgent: bool,
    // Whether the time until something happens is still to be used.
    have_time: bool,
}

impl Default for Frames {
    fn default() -> Self {
        Self { last: Instant::now(), is_wanted: true, is_urgent: true, have_time: false }
    }
}

impl Frames {
    /// Something has changed.
    pub(super) fn want(&mut self) {
        self.is_wanted = true;
    }

    /// Somebody waits to see what has changed.
    pub(super) fn want_now(&mut self) {
        (self.is_wanted, self.is_urgent) = (true, true);
    }

    /// Whether to draw now; if so, that frame is taken as drawn.
    pub(super) fn are_due(&mut self) -> bool {
        let is_due = self.is_wanted && (self.is_urgent || self.last.elapsed() >= FRAME);
        if is_due {
            *self = Self { last: Instant::now(), is_wanted: false, is_urgent: false, have_time: true };
        }
        is_due
    }

    /// Whether there is time for something: once after each frame, unless another one is wanted already.
    pub(super) fn have_time(&self) -> bool {
        self.have_time && !self.is_wanted
    }

    /// That time is used.
    pub(super) fn use_time(&mut self) {
        self.have_time = false;
    }

    /// Waits until the next frame may be drawn; for ever when none is wanted, so that the process sleeps.
    pub(super) async fn wait(&self) {
        if self.is_wanted {
            tokio::time::sleep_until(self.last + FRAME).await;
        } else {
            std::future::pending::<()>().await;
        }
    }
}
