//! Answers that did not come from Close at all.
//!
//! A hotel that wants a login first, or a company that blocks an address, answers in the place of whoever was
//! asked: with a page for people, or by sending us elsewhere. Nothing of it is a word about a task, so nothing
//! of it may be taken for a no.

use reqwest::Url;

use super::errors::one_line;
use super::transport::Response;

/// The longest title of a page that is repeated, in characters.
const LONGEST: usize = 60;

/// What somebody else answered in the place of the server at this address, as a sentence; nothing where it may
/// have been that server.
pub fn told(response: &Response, origin: &str) -> Option<String> {
    let what = match response.status {
        300..=399 => format!("sent us to {} instead", target(response)),
        // Whoever blocks something says so with a page; an error of Close itself may come with one too.
        200..=299 | 403 | 407 | 451 | 511 if is_page(response) => {
            format!("answered with a web page{}", title(response))
        }
        511 => "wants a login for this network".into(),
        _ => return None,
    };
    Some(format!(
        "something between here and {origin} {what}: log in to this network, or look at proxy and base_url"
    ))
}

fn is_page(response: &Response) -> bool {
    response.header("content-type").is_some_and(|kind| kind.trim_start().starts_with("text/html"))
}

// Only the host: what stands behind it may be long, and a secret.
fn target(response: &Response) -> String {
    let target = response.header("location").and_then(|target| Url::parse(target).ok());
    target.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| "another page".into())
}

fn title(response: &Response) -> String {
    let page = String::from_utf8_lossy(&response.body);
    let lower = page.to_ascii_lowercase();
    let title = lower.find("<title>").and_then(|start| {
        let length = lower[start..].find("</title>")?;
        page.get(start + "<title>".len()..start + length)
    });
    title
        .map(|title| one_line(title, LONGEST))
        .filter(|title| !title.is_empty())
        .map_or_else(String::new, |title| format!(" ({title})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Option<String> {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        told(&Response { status, headers, body: body.into() }, "https://api.close.com")
    }

    #[test]
    fn a_page_for_people_is_no_answer_of_close() {
        let html = ("content-type", "text/html; charset=utf-8");
        let page = "<html><HEAD><Title>\n Hotel \u{1b}[31mLogin </title>";
        let said = answer(200, &[html], page).unwrap();
        assert!(said.starts_with("something between here and https://api.close.com answered with a web page (Hotel Login): log in"), "{said}");
        for (status, body) in [(200, ""), (403, "<title></title>"), (511, "<title>")] {
            assert!(answer(status, &[html], body).unwrap().contains("with a web page: "), "{status}");
        }
    }

    #[test]
    fn who_sends_us_elsewhere_is_told_by_the_host_alone() {
        let to = |target| answer(302, &[("location", target)], "").unwrap();
        assert!(
            to("http://login.hotel.example/?token=secret")
                .contains("sent us to login.hotel.example instead:")
        );
        assert!(to("/login").contains("sent us to another page instead:"));
    }

    #[test]
    fn errors_with_a_page_and_answers_without_one_may_be_of_close() {
        let html = [("content-type", "text/html")];
        for status in [400, 404, 500, 502, 503] {
            assert_eq!(answer(status, &html, "<title>Bad Gateway</title>"), None);
        }
        assert_eq!(answer(200, &[("content-type", "application/json")], "<title>"), None);
        assert_eq!(answer(403, &[], "<html>"), None);
    }
}
