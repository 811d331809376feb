//! Addresses on the screen that a terminal can be told of, so that they can be clicked (OSC 8).
//!
//! A frame is cells, and a cell has no room for an address: it carries a mark, 24 bits made from the address,
//! and here is said which addresses may be on the screen. Only plain ones are: whatever a terminal could take
//! for the end of the sequence is no link.

use super::detail;
use super::model::Model;
use super::overlay::Overlay;
use super::web;
use crate::domain::related::{Key, Related};

/// An address, and the mark of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub address: String,
    /// Its mark.
    pub mark: u32,
}

/// Longer addresses are cut by some terminals.
const LONGEST: usize = 2_000;

impl Link {
    /// A link to this address, if it can be one.
    pub fn new(address: &str) -> Option<Self> {
        let is_plain = address.len() <= LONGEST && address.bytes().all(|byte| byte.is_ascii_graphic());
        let is_web = address.starts_with("https://") || address.starts_with("http://");
        (is_plain && is_web).then(|| Self { address: address.to_owned(), mark: mark(address) })
    }
}

// FNV-1a, folded into 24 bits. The same address has the same mark in every frame, so that a cell is drawn again
// only when it leads elsewhere.
fn mark(address: &str) -> u32 {
    let sum =
        address.bytes().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (sum >> 24) ^ (sum & 0x00ff_ffff)
}

/// The links that may be on the screen now.
pub fn of(model: &Model) -> Vec<Link> {
    let mut addresses: Vec<String> = Vec::new();
    if let Some(Overlay::Slip(slip)) = model.overlays.last() {
        addresses.push(slip.text.clone());
    }
    if let Some(task) = model.selected().filter(|_| detail::is_seen(model)) {
        addresses.extend(task.lead.as_ref().and_then(|lead| web::lead(&lead.id)));
        addresses.extend(detail::fields::recording(task).map(str::to_owned));
        if let Some(Related::Call(call)) = Key::object_of(task).and_then(|key| model.shelf.found(&key)) {
            addresses
                .extend([&call.recording, &call.voicemail].into_iter().flatten().map(ToString::to_string));
        }
    }
    addresses.iter().filter_map(|address| Link::new(address)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_of_the_web_are_links() {
        assert!(Link::new("https://app.close.com/lead/lead_1/").is_some_and(|link| link.mark < 1 << 24));
        for text in ["", "ftp://a.b/", "Call Ada", "https://a.b/\u{1b}\\", "https://a.b/ c", "https://a.b/é"]
        {
            assert_eq!(Link::new(text), None, "{text:?}");
        }
        assert_eq!(Link::new(&format!("https://a.b/{}", "x".repeat(LONGEST))), None);
    }
}
