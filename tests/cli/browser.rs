//! A tiny browser: it opens a page, follows one link and where that leads, and knows nothing of the client.

use std::io::{Read, Write};
use std::net::TcpStream;

/// What came back for one address.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) text: String,
}

/// Opens an address.
pub(crate) fn open(address: &str) -> Page {
    let (host, path) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let request = format!("GET /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, text) = answer.split_once("\r\n\r\n").unwrap();
    let location = head.lines().find_map(|line| line.strip_prefix("location: ")).map(str::to_owned);
    Page { status: head[9..12].parse().unwrap(), location, text: text.to_owned() }
}

/// Opens the page of Close, clicks on what begins with this word, and says where that leads.
pub(crate) fn click(address: &str, word: &str) -> String {
    let page = open(address);
    assert_eq!(page.status, 200, "{}", page.text);
    let links = page.text.split("<a href=\"").skip(1).map(|rest| rest.split_once("\">").unwrap());
    let (link, _) = { links }.find(|(_, shown)| shown.starts_with(word)).unwrap();
    let begin = address.split('?').next().unwrap();
    let clicked = open(&format!("{begin}{}", link.replace("&amp;", "&")));
    assert_eq!(clicked.status, 302, "{}", clicked.text);
    clicked.location.unwrap()
}
