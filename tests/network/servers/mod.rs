//! Whom the program meets in these tests, shared with those of the command line.

#![allow(dead_code, reason = "each test file meets its own part of them")]

pub(crate) mod proxy;
pub(crate) mod server;
