//! Fetching files: recordings, voicemails, pictures, attachments.
//!
//! Their addresses come from Close, and lead on to a storage service elsewhere. The key goes to Close itself and
//! to nobody else: each step of the way decides anew, by scheme, host and port. Knows nothing of disks.

use reqwest::Url;

use super::auth::Shown;
use super::client::Client;
use super::errors::{self, unanswered};
use super::limits;
use super::transport::{Arriving, Ask, Response, Transport};
use crate::domain::failure::Failure;

/// The largest file that is fetched; an hour of talk is a tenth of it.
pub const LARGEST: u64 = 512 << 20;
/// How many times an address may lead on to another one.
const STEPS: usize = 5;

const SIGNED_IN: &str = "Close shows this file only to a browser that is signed in";
const ADDRESS: &str = "That is not an address a file can be fetched from";

/// A file on its way.
#[derive(Debug)]
pub struct Download {
    /// What sort of file it is, as `audio/mpeg`.
    pub kind: Option<String>,
    /// How many bytes it has, where that was said.
    pub total: Option<u64>,
    arriving: Arriving,
    taken: u64,
}

impl<T: Transport> Client<T> {
    /// Begins to fetch a file; `is_page` says that a web page is meant, and not the page one logs in on.
    pub async fn file(&self, address: &str, is_page: bool) -> Result<Download, Failure> {
        let origin = self.transport.origin();
        let mut url = read(address, &origin)?;
        for _ in 0..=STEPS {
            let arriving = self.arrive(&url, is_at(&url, &origin)).await?;
            match arriving.head.status {
                301 | 302 | 303 | 307 | 308 => url = next(&url, &arriving.head, &origin)?,
                200..=299 => return Download::begin(arriving, is_page),
                _ => return Err(refusal(arriving, is_at(&url, &origin)).await),
            }
        }
        Err(Failure::Refused("The address of the file leads from one to another without end".into()))
    }
}

impl<T: Transport> Client<T> {
    async fn arrive(&self, url: &Url, is_close: bool) -> Result<Arriving, Failure> {
        if !is_close {
            return self.fetch(url, None).await;
        }
        let shown = self.credential.show().await?;
        let arriving = self.fetch(url, Some(&shown)).await?;
        if arriving.head.status == 401
            && let Some(other) = self.credential.instead_of(&shown).await?
        {
            return self.fetch(url, Some(&other)).await;
        }
        Ok(arriving)
    }

    async fn fetch(&self, url: &Url, shown: Option<&Shown>) -> Result<Arriving, Failure> {
        let ask = Ask { address: url.to_string(), authorization: shown.map(Shown::authorization) };
        self.transport.fetch(ask).await.map_err(|why| unanswered(&why))
    }
}

// Plain http is for this machine only, and only while Close itself is on it.
fn read(address: &str, origin: &str) -> Result<Url, Failure> {
    let url = Url::parse(address).map_err(|_| Failure::Refused(ADDRESS.into()))?;
    let is_here = |url: &Url| matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let home = Url::parse(origin).ok().filter(|home| home.scheme() == "http" && is_here(home));
    match url.scheme() {
        "https" => Ok(url),
        "http" if home.is_some() && is_here(&url) => Ok(url),
        _ => Err(Failure::Refused(ADDRESS.into())),
    }
}

fn is_at(url: &Url, origin: &str) -> bool {
    url.origin().ascii_serialization() == origin
}

fn next(from: &Url, head: &Response, origin: &str) -> Result<Url, Failure> {
    let to = head.header("location").and_then(|location| from.join(location).ok());
    let to = to.ok_or_else(|| Failure::Unclear("The address of the file leads nowhere".into()))?;
    read(to.as_str(), origin)
}

async fn refusal(mut arriving: Arriving, is_close: bool) -> Failure {
    let mut response = arriving.head.clone();
    // A piece is more than any sentence needs.
    response.body = arriving.next().await.ok().flatten().unwrap_or_default();
    match response.status {
        404 | 410 => Failure::Refused("The file is not in Close any more".into()),
        401 | 403 if is_close => Failure::Refused("Close does not give you this file".into()),
        401 | 403 => Failure::Refused(SIGNED_IN.into()),
        429 => Failure::Busy(limits::wait(&response)),
        500..=599 => Failure::Unclear(errors::sentence(&response)),
        _ => Failure::Refused(errors::sentence(&response)),
    }
}

impl Download {
    fn begin(arriving: Arriving, is_page: bool) -> Result<Self, Failure> {
        let head = &arriving.head;
        let kind = head.header("content-type").and_then(|kind| kind.split(';').next());
        let kind = kind.map(|kind| kind.trim().to_ascii_lowercase()).filter(|kind| !kind.is_empty());
        if kind.as_deref() == Some("text/html") && !is_page {
            return Err(Failure::Refused(SIGNED_IN.into()));
        }
        let total = head.header("content-length").and_then(|length| length.trim().parse().ok());
        if total.is_some_and(|total| total > LARGEST) {
            return Err(too_large());
        }
        Ok(Self { kind, total, arriving, taken: 0 })
    }

    /// The next piece of it; nothing at its end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let piece = self.arriving.next().await.map_err(|why| unanswered(&why))?;
        self.taken += piece.as_ref().map_or(0, Vec::len) as u64;
        match (piece, self.total) {
            _ if self.taken > LARGEST => Err(too_large()),
            (None, Some(total)) if self.taken != total => {
                Err(Failure::Unclear(format!("Only {} of {total} bytes of the file came", self.taken)))
            }
            (piece, _) => Ok(piece),
        }
    }
}

fn too_large() -> Failure {
    Failure::Refused("The file is larger than 512 MiB".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::scripted::{Answer, client};

    fn lead_to(address: &str) -> Answer {
        Answer::gives(302, "").with("location", address)
    }

    /// Where the key was shown on the way from this address over these answers.
    async fn shown(address: &str, answers: impl IntoIterator<Item = Answer>) -> Vec<(String, bool)> {
        let (client, mut sent) = client(answers);
        drop(client.file(address, false).await);
        let asked = sent.all().into_iter();
        asked.map(|it| (it.path.clone(), it.header("authorization").is_some())).collect()
    }

    #[tokio::test]
    async fn the_key_is_for_close_and_dropped_on_the_way_elsewhere() {
        let storage = "https://storage.example/a.wav?signature=1";
        let way = shown(
            "https://api.close.com/call/acti_1/recording/",
            [lead_to("/call/acti_1/recording/2/"), lead_to(storage), Answer::ok("RIFF")],
        );
        let expected = [
            ("https://api.close.com/call/acti_1/recording/", true),
            ("https://api.close.com/call/acti_1/recording/2/", true),
            (storage, false),
        ];
        assert_eq!(way.await, expected.map(|(address, is_shown)| (address.to_owned(), is_shown)));
    }

    #[tokio::test]
    async fn what_only_looks_like_close_never_sees_the_key() {
        for address in [
            "https://app.close.com/go/file/1/",
            "https://api.close.com.evil.example/",
            "https://api.close.com@evil.example/",
            "https://api.close.com:8443/",
            "https://API.CLOSE.COM.evil.example/call/",
        ] {
            let way = shown(address, [Answer::ok("")]).await;
            assert!(matches!(&way[..], [(_, false)]), "{address}: {way:?}");
        }
    }

    #[tokio::test]
    async fn an_address_without_encryption_is_not_asked_even_after_a_redirect() {
        for address in
            ["http://api.close.com/call/", "ftp://api.close.com/", "file:///etc/passwd", "", "a.wav"]
        {
            assert_eq!(shown(address, []).await, []);
            let way = shown("https://api.close.com/call/", [lead_to(address)]).await;
            // An empty address or a name alone stay at Close.
            assert!(way.iter().all(|(asked, _)| asked.starts_with("https://api.close.com/")), "{way:?}");
        }
    }

    #[tokio::test]
    async fn every_way_not_to_get_a_file_is_a_sentence() {
        let page = || Answer::ok("<html>").with("content-type", "text/html; charset=utf-8");
        let large = Answer::ok("").with("content-length", "536870913");
        for (answer, expected) in [
            (page(), "Close shows this file only to a browser that is signed in"),
            (Answer::gives(404, ""), "The file is not in Close any more"),
            (Answer::gives(403, ""), "Close does not give you this file"),
            (Answer::gives(503, ""), "Close answered 503 Service Unavailable"),
            (large, "The file is larger than 512 MiB"),
            (Answer::gives(302, ""), "The address of the file leads nowhere"),
        ] {
            let failure = client([answer]).0.file("https://api.close.com/call/", false).await.unwrap_err();
            assert_eq!(failure.to_string(), expected);
        }
        assert!(client([page()]).0.file("https://api.close.com/call/", true).await.is_ok());
        let round = || (0..9).map(|_| lead_to("https://api.close.com/call/"));
        assert_eq!(shown("https://api.close.com/call/", round()).await.len(), STEPS + 1);
    }

    #[tokio::test]
    async fn a_file_that_stops_early_is_not_taken_for_the_whole() {
        let (client, _) = client([Answer::ok("RIFF").with("content-length", "9")]);
        let mut download = client.file("https://api.close.com/call/", false).await.unwrap();
        assert_eq!(download.next().await, Ok(Some(b"RIFF".to_vec())));
        assert!(matches!(download.next().await, Err(Failure::Unclear(_))));
    }
}
