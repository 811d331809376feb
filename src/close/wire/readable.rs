//! HTML as text that can be read in a terminal, and mail without what it quotes.
//!
//! Mail comes from strangers: it is cut before it is read, so that no page costs more than its beginning is
//! worth. What the text holds of control characters is cleaned where it is drawn.

use crate::domain::id::Text;

/// The most of an HTML page that is looked at, in bytes: a page made to be slow takes the square of it.
const MOST_HTML: usize = 40_000;
/// The most of a text that is kept, in bytes.
const MOST_TEXT: usize = 20_000;

/// The text of an HTML page, without more than one empty line in a row.
pub(super) fn plain(html: &str) -> Text {
    let text = nanohtml2text::html2text(head(html, MOST_HTML));
    tidy(&text).into()
}

/// The same for what people write into Close, where each line is a paragraph and an empty one an empty line.
pub(super) fn spoken(html: &str) -> Text {
    let lines: Vec<Text> = head(html, MOST_HTML).split("</p>").map(plain).collect();
    tidy(&lines.join("\n")).into()
}

/// A text without its trailing spaces, its outer empty lines, and more than one empty line in a row.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MOST_TEXT));
    let mut gap = false;
    for line in head(text, MOST_TEXT).lines().map(str::trim_end) {
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        gap = false;
        out.push_str(line);
    }
    out
}

/// What is new in a mail, and how many lines of earlier ones follow.
pub(super) fn unquoted(text: &str) -> (String, usize) {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| begins_history(line)).unwrap_or(lines.len());
    let (new, history) = lines.split_at(start);
    let is_quote = |line: &&&str| line.trim_start().starts_with('>');
    let quoted = new.iter().filter(is_quote).count() + filled(history);
    let new: Vec<&str> = new.iter().filter(|line| !is_quote(line)).copied().collect();
    (tidy(&new.join("\n")), quoted)
}

/// How many lines have something on them.
pub(super) fn filled(lines: &[&str]) -> usize {
    lines.iter().filter(|line| !line.trim().is_empty()).count()
}

// The lines mail programs put before the mail they answer, in the forms that are safe to tell from words.
fn begins_history(line: &str) -> bool {
    let line = line.trim();
    let is_attribution = line.starts_with("On ") && line.ends_with("wrote:");
    let is_rule = line.starts_with("-----Original Message") || line.starts_with("---------- Forwarded");
    is_attribution || is_rule || line.starts_with("________________")
}

fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn html_becomes_lines_of_text() {
        let html =
            "<style>p { color: red }</style><p>Hello &amp; welcome,</p><ul><li>one</li><li>two</li></ul>";
        let text = plain(html);
        assert!(text.starts_with("Hello & welcome,") && !text.contains("color"), "{text:?}");
        assert!(text.contains("one") && text.lines().count() >= 3, "{text:?}");
    }

    #[test]
    fn empty_lines_come_one_at_a_time() {
        assert_eq!(tidy("\n\n a  \n\n\n\nb\r\nc\n\n"), " a\n\nb\nc");
        assert_eq!(&*plain("<body><p></p><br><br></body>"), "");
    }

    #[test]
    fn lines_somebody_wrote_stay_together_and_what_they_left_empty_stays_empty() {
        let lines = |html: &str| spoken(html).to_string();
        assert_eq!(lines("<body><p>Rang.</p><p>No answer.</p></body>"), "Rang.\nNo answer.");
        assert_eq!(lines("<body><p>a</p><p></p><p style=\"x\">b<br>c</p></body>"), "a\n\nb\nc");
        assert_eq!(lines("<body><p>a &amp; b</p><ul><li>c</li></ul></body>").lines().next(), Some("a & b"));
    }

    #[test]
    fn earlier_mail_is_folded_and_words_are_kept() {
        for (mail, expected) in [
            ("Yes.\n\nOn Mon, 2 Mar, Ada wrote:\n> Shall we?\n> Ada", ("Yes.", 3)),
            ("> Shall we?\nYes.", ("Yes.", 1)),
            ("Yes.\n-----Original Message-----\nFrom: Ada\n\nShall we?", ("Yes.", 3)),
            ("On Monday I wrote: nothing.", ("On Monday I wrote: nothing.", 0)),
        ] {
            let (text, quoted) = unquoted(mail);
            assert_eq!((text.as_str(), quoted), expected, "{mail}");
        }
    }

    #[test]
    fn an_endless_page_costs_no_more_than_its_beginning() {
        assert!(plain(&"<a href='x'>".repeat(50_000)).len() <= MOST_HTML);
        assert!(plain(&"<div>word</div>".repeat(50_000)).len() <= MOST_TEXT);
        assert_eq!(tidy(&"é".repeat(MOST_TEXT)).len(), MOST_TEXT);
    }

    proptest! {
        #[test]
        fn no_page_makes_the_reader_fall_over(html in "([<>/&;='\" a-zé!\\-#]|<a |</a>|<p>|<!--|-->){0,200}") {
            let _ = (plain(&html), unquoted(&html));
        }
    }
}
