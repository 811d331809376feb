//! JSON that a strict reader refuses, made readable.
//!
//! A text cut in the middle of a smiley leaves half a surrogate pair, and an old mail may leave bytes that
//! are no UTF-8. One such text must not hide a whole inbox. Used only after the strict reading has failed.

/// The same JSON with a replacement character for every half pair and every foreign byte.
pub(super) fn mended(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let mut mended = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let (kept, length) = read_escape(escape);
        mended.push_str(kept);
        rest = escape.get(length..).unwrap_or_default();
    }
    mended.push_str(rest);
    mended
}

/// What to write for the escape a text begins with, and how many bytes it covers.
fn read_escape(text: &str) -> (&str, usize) {
    let taken = |length: usize| text.get(..length).map_or((text, text.len()), |kept| (kept, length));
    match unit(text) {
        Some(0xD800..=0xDBFF) if matches!(text.get(6..).and_then(unit), Some(0xDC00..=0xDFFF)) => taken(12),
        Some(0xD800..=0xDFFF) => ("\\ufffd", 6),
        Some(_) => taken(6),
        // Any other escape is a backslash and one character, which may be a backslash itself.
        None => taken(1 + text.chars().nth(1).map_or(0, char::len_utf8)),
    }
}

/// The number that `\u` and four hex digits stand for.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_half_pairs_are_replaced() {
        for (before, after) in [
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""a\ud83d""#, r#""a\ufffd""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\ude00\n\u00e9""#, r#""\ufffd\n\u00e9""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""\ud8""#, r#""\ud8""#),
            ("\\", "\\"),
            ("\\é", "\\é"),
        ] {
            assert_eq!(mended(before.as_bytes()), after, "{before}");
        }
    }

    #[test]
    fn foreign_bytes_are_replaced() {
        assert_eq!(mended(b"\"caf\xe9\""), "\"caf\u{fffd}\"");
    }

    proptest! {
        #[test]
        fn sound_json_stays_as_it_is(text in any::<String>()) {
            let json = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(mended(json.as_bytes()), json);
        }
    }
}
