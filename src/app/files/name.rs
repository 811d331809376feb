//! Names for files, from names that strangers gave them.
//!
//! Whoever sends a mail names its attachments, so a name may try to leave the folder, hide, pass for another kind
//! of file, or stand for a device. What comes out is one plain name, never empty, that fits on any file system.

use crate::app::text;

/// The longest name, in bytes; file systems take 255.
const LONGEST: usize = 120;
/// What stands for nothing.
const NAMELESS: &str = "file";

/// A name that is safe to be made a file of, as near as can be to the one given.
pub fn safe(name: &str) -> String {
    let clean = text::clean(name);
    let last = clean.rsplit(['/', '\\']).find(|part| !part.trim_matches(['.', ' ']).is_empty());
    let plain = last.unwrap_or_default().replace([':', '*', '?', '"', '<', '>', '|', '`', '$'], "_");
    // A leading dot hides it, a leading dash makes it an option, a dot or a blank at its end is lost on Windows.
    let bare = plain.trim_start_matches(['.', ' ', '-']).trim_end_matches(['.', ' ']);
    let short = shorten(bare);
    match short {
        name if name.is_empty() => NAMELESS.into(),
        name if is_device(&name) => format!("_{name}"),
        name => name,
    }
}

/// The same name with a number before its end: `a (2).wav`.
pub fn numbered(name: &str, number: usize) -> String {
    match split(name) {
        (stem, "") => format!("{stem} ({number})"),
        (stem, end) => format!("{stem} ({number}).{end}"),
    }
}

/// The end of a name for this kind of file, as Close tells it.
pub fn end_of(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "audio/wav" | "audio/x-wav" | "audio/wave" | "audio/vnd.wave" => "wav",
        "audio/mpeg" | "audio/mp3" => "mp3",
        "audio/mp4" | "audio/x-m4a" | "audio/aac" => "m4a",
        "audio/ogg" => "ogg",
        _ => return None,
    })
}

// Cut in the middle, so that the end still tells the kind.
fn shorten(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, end) = split(name);
    let room = LONGEST - end.len() - usize::from(!end.is_empty());
    let cut = (0..=room).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or(0);
    let stem = stem[..cut].trim_end();
    if end.is_empty() { stem.to_owned() } else { format!("{stem}.{end}") }
}

// What follows the last dot is the end only where it is short.
fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() && (1..=8).contains(&end.len()) => (stem, end),
        _ => (name, ""),
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |word: &str| {
        stem.strip_prefix(word)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_names_stay_and_tricks_do_not() {
        for (name, expected) in [
            ("lease.pdf", "lease.pdf"),
            ("Übersicht März 2026.xlsx", "Übersicht März 2026.xlsx"),
            ("../../.ssh/authorized_keys", "authorized_keys"),
            ("..\\..\\autoexec.bat", "autoexec.bat"),
            ("/etc/passwd", "passwd"),
            ("a/..", "a"),
            (".bashrc", "bashrc"),
            ("--output=x", "output=x"),
            ("C:evil.txt", "C_evil.txt"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("\u{1b}]0;x\u{7}a.txt", "a.txt"),
            ("line\nbreak.txt", "line break.txt"),
            ("CON.txt", "_CON.txt"),
            ("com1", "_com1"),
            ("trailing. . ", "trailing"),
            ("..", NAMELESS),
            ("", NAMELESS),
            ("$(touch x)`y`.txt", "_(touch x)_y_.txt"),
        ] {
            assert_eq!(safe(name), expected, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_end() {
        let name = safe(&format!("{}.pdf", "日本".repeat(60)));
        assert!(name.len() <= LONGEST && name.ends_with("本.pdf"), "{name}");
    }

    #[test]
    fn a_number_goes_before_the_end() {
        assert_eq!(numbered("a.wav", 1), "a (1).wav");
        assert_eq!(numbered("README", 2), "README (2)");
        assert_eq!(numbered("v1.of the plan", 3), "v1.of the plan (3)");
    }

    proptest! {
        #[test]
        fn whatever_it_is_called_it_stays_in_its_folder(name in any::<String>()) {
            let safe = safe(&name);
            let is_odd = |letter: char| letter.is_control() || matches!(letter, '/' | '\\' | '\0');
            prop_assert!(!safe.is_empty() && safe.len() <= LONGEST + 1 && !safe.chars().any(is_odd), "{safe:?}");
            prop_assert!(!safe.starts_with(['.', '-', ' ']), "{safe:?}");
        }
    }
}
