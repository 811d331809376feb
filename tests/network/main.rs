//! The real transport against real servers on this machine: what it makes of proxies, certificates and silence.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod proxies;
mod secure;
mod sentences;
mod servers;

use servers::{proxy, server};
