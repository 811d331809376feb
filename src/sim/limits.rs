//! How many requests a key may make.
//!
//! Close counts per key and endpoint group (path pattern and method) in fixed windows and says in a header
//! where the caller stands. Real numbers are not published; the default is one that has been observed.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

/// The windows of every key and endpoint group.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Requests allowed in one window.
    pub requests: u32,
    /// The length of a window in whole seconds.
    pub seconds: u32,
    windows: HashMap<(String, String), Window>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    opened: DateTime<Utc>,
    used: u32,
}

/// Where a caller stands after a request has been counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Requests allowed in one window.
    pub limit: u32,
    /// Requests left in this window.
    pub remaining: u32,
    /// Seconds until the window ends.
    pub reset: f64,
    /// This request is one too many.
    pub is_over: bool,
}

impl Limits {
    /// So many requests in so many seconds.
    #[must_use]
    pub fn new(requests: u32, seconds: u32) -> Self {
        Self { requests, seconds, windows: HashMap::new() }
    }

    /// Counts one request of this key in this endpoint group.
    pub fn count(&mut self, at: DateTime<Utc>, key: &str, group: &str) -> Standing {
        let length = TimeDelta::seconds(i64::from(self.seconds));
        let window =
            self.windows.entry((key.to_owned(), group.to_owned())).or_insert(Window { opened: at, used: 0 });
        if at - window.opened >= length || at < window.opened {
            *window = Window { opened: at, used: 0 };
        }
        window.used = window.used.saturating_add(1);
        Standing {
            limit: self.requests,
            remaining: self.requests.saturating_sub(window.used),
            reset: (window.opened + length - at).as_seconds_f64(),
            is_over: window.used > self.requests,
        }
    }
}

impl Default for Limits {
    /// 240 requests in 8 seconds, as observed on activities in 2022.
    fn default() -> Self {
        Self::new(240, 8)
    }
}

impl Standing {
    /// The `ratelimit` header in the form Close documents.
    #[must_use]
    pub fn header(&self) -> String {
        format!("limit={}, remaining={}, reset={:.0}", self.limit, self.remaining, self.reset.ceil())
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::Limits;

    #[test]
    fn the_window_is_per_group_and_opens_again() {
        let mut limits = Limits::new(2, 8);
        let start = DateTime::UNIX_EPOCH;
        assert_eq!(limits.count(start, "key", "GET /task/").header(), "limit=2, remaining=1, reset=8");
        assert!(!limits.count(start, "key", "GET /task/").is_over);
        assert!(limits.count(start + TimeDelta::seconds(3), "key", "GET /task/").is_over);
        assert!(!limits.count(start, "key", "PUT /task/").is_over);
        assert!(!limits.count(start, "other", "GET /task/").is_over);
        assert!(!limits.count(start + TimeDelta::seconds(8), "key", "GET /task/").is_over);
    }
}
