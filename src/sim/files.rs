//! The files behind calls, messages and mails, and the three places they are fetched from.
//!
//! As at Close: the address of a recording asks for the key, that of an attachment for a signed-in session, and
//! both only lead on to a signed address at a storage service, which refuses whoever shows a key. The files are
//! made here, so they are the same every time: a tone, a picture, a few lines of text.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::activity::{Activity, Happening};
use super::world::World;
use crate::close::transport::{Request, Response};

/// Where the API is.
pub const API: &str = "https://api.close.com";
/// Where people use Close.
pub const APP: &str = "https://app.close.com";
/// Where files really are.
pub const STORAGE: &str = "https://close-files.storage.example";

/// The longest tone, in seconds.
const LONGEST: u32 = 3;
/// Samples a second.
const RATE: u32 = 8_000;

/// Answers a request for a file; its path is the whole address.
pub(super) fn serve(world: &World, now: DateTime<Utc>, request: &Request) -> Response {
    let path = request.path.as_str();
    let user = request.header("authorization").and_then(|sent| world.lets_in(now, sent));
    if let Some(path) = path.strip_prefix(STORAGE) {
        return storage(world, path, request);
    }
    let (path, is_app) = match path.strip_prefix(APP) {
        Some(path) => (path, true),
        None => (path.strip_prefix(API).unwrap_or_default(), false),
    };
    match (find(world, path), user) {
        // Whether a key counts as a session is not documented. Here it does, for whoever sends it there.
        (_, None) if is_app && path.starts_with("/login/") => login(),
        (_, None) if is_app => lead_to(&format!("{APP}/login/?next={path}")),
        (_, None) => refused(401, "Unauthorized"),
        (None, _) => refused(404, "Not Found"),
        (Some(_), _) => lead_to(&format!("{STORAGE}{path}?signature={}", sign(path))),
    }
}

/// A file: what it is, and what it holds.
struct File {
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

// The address says the same at Close and in the storage.
fn find(world: &World, path: &str) -> Option<File> {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match parts.as_slice() {
        ["call", id, what] => call(world.activity(id)?, what),
        ["go", "sms", id, "media", media] => {
            let Happening::Sms { attachments, .. } = &world.activity(id)?.happening else { return None };
            let found = attachments.as_array()?.iter().find(|it| it["media_id"] == *media)?;
            Some(made(found["filename"].as_str()?))
        }
        ["go", "file", id, number] => {
            world.attached(id).get(number.parse::<usize>().ok()?).map(|name| made(name))
        }
        _ => None,
    }
}

fn call(activity: &Activity, what: &str) -> Option<File> {
    let Happening::Call { duration, disposition, voicemail, .. } = &activity.happening else { return None };
    let seconds = match what {
        "voicemail" => voicemail.as_ref().map(|(seconds, _)| *seconds)?,
        "recording" if *disposition == "answered" => *duration,
        _ => return None,
    };
    Some(File { name: format!("{what}.wav"), kind: "audio/wav", bytes: tone(seconds) })
}

// What a file of this name holds.
fn made(name: &str) -> File {
    let (kind, bytes) = match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "png" => ("image/png", picture()),
        "csv" => ("text/csv", b"item,pieces,price\nsample,2,0.00\n".to_vec()),
        _ => ("text/plain", format!("{name}\n\nThis file belongs to the demo of Closeout.\n").into_bytes()),
    };
    File { name: name.to_owned(), kind, bytes }
}

/// What Close tells of a file of this name that came with an activity.
#[must_use]
pub fn told(url: &str, name: &str) -> Value {
    let File { name, kind, bytes } = made(name);
    json!({ "url": url, "filename": name, "content_type": kind, "size": bytes.len() })
}

// As the real one: who shows a key beside a signature is refused.
fn storage(world: &World, path: &str, request: &Request) -> Response {
    let signature =
        request.query.iter().find(|(name, _)| name == "signature").map(|(_, value)| value.as_str());
    match find(world, path) {
        _ if request.header("authorization").is_some() => refused(
            400,
            "Only one auth mechanism allowed; the signature and the Authorization header were both sent",
        ),
        Some(file) if signature == Some(sign(path).as_str()) => {
            let headers = [
                ("content-type", file.kind.to_owned()),
                ("content-disposition", format!("attachment; filename=\"{}\"", file.name)),
                ("content-length", file.bytes.len().to_string()),
            ];
            answer(200, headers, file.bytes)
        }
        _ => refused(403, "The request signature we calculated does not match the signature you provided"),
    }
}

fn lead_to(address: &str) -> Response {
    answer(302, [("location", address.to_owned())], Vec::new())
}

fn login() -> Response {
    let page = b"<!doctype html><title>Log in to Close</title>".to_vec();
    answer(200, [("content-type", "text/html; charset=utf-8".to_owned())], page)
}

fn refused(status: u16, sentence: &str) -> Response {
    let body = format!("<Error><Message>{sentence}</Message></Error>").into_bytes();
    answer(status, [("content-type", "application/xml".to_owned())], body)
}

fn answer<const N: usize>(status: u16, headers: [(&str, String); N], body: Vec<u8>) -> Response {
    let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Response { status, headers, body }
}

// FNV-1a: nobody is kept out by it, but an address that was not given out is told from one that was.
fn sign(path: &str) -> String {
    let sum = path
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}

/// A tone of so many seconds, three at most, as a WAV file: 8 bits, one channel.
fn tone(seconds: u32) -> Vec<u8> {
    let samples = seconds.clamp(1, LONGEST) * RATE;
    let mut wav = Vec::new();
    let number = |wav: &mut Vec<u8>, number: u32| wav.extend(number.to_le_bytes());
    wav.extend(b"RIFF");
    number(&mut wav, 36 + samples);
    wav.extend(b"WAVEfmt ");
    number(&mut wav, 16);
    wav.extend([1, 0, 1, 0]);
    number(&mut wav, RATE);
    number(&mut wav, RATE);
    wav.extend([1, 0, 8, 0]);
    wav.extend(b"data");
    number(&mut wav, samples);
    // A square wave of 400 Hz, soft enough for headphones.
    wav.extend((0..samples).map(|at| if at / 10 % 2 == 0 { 120 } else { 136 }));
    wav
}

/// A grey square of 16 by 16 dots as a PNG file.
fn picture() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut png, *b"IHDR", &[0, 0, 0, 16, 0, 0, 0, 16, 8, 0, 0, 0, 0]);
    // Each of the rows begins with its filter, none. They are stored as they are: one block, not compressed.
    let rows: Vec<u8> = (0..16).flat_map(|row: u8| [vec![0], vec![row * 16; 16]].concat()).collect();
    let length = u16::try_from(rows.len()).unwrap_or_default();
    let mut stored = vec![0x78, 0x01, 0x01];
    stored.extend(length.to_le_bytes());
    stored.extend((!length).to_le_bytes());
    stored.extend(&rows);
    stored.extend(adler(&rows).to_be_bytes());
    chunk(&mut png, *b"IDAT", &stored);
    chunk(&mut png, *b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let body = [kind.as_slice(), data].concat();
    png.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    png.extend(&body);
    png.extend(crc(&body).to_be_bytes());
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

fn adler(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1, 0), |(low, high): (u32, u32), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standards() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn a_tone_says_how_long_it_is() {
        let wav = tone(2);
        assert_eq!(
            (wav.len(), &wav[..4], &wav[40..44]),
            (44 + 16_000, &b"RIFF"[..], &16_000_u32.to_le_bytes()[..])
        );
        assert_eq!(tone(600).len(), 44 + 24_000);
    }
}
