//! A small real proxy: it connects whoever has the right to this machine, whatever the name they asked for.

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What a proxy is like.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    /// The `proxy-authorization` it wants.
    pub(crate) wants: Option<&'static str>,
    /// Whether it lets nobody through.
    pub(crate) is_strict: bool,
}

/// A proxy at work.
pub(crate) struct Running {
    pub(crate) port: u16,
    asked: UnboundedReceiver<String>,
}

impl Running {
    /// Where it was asked to connect to since this was asked last.
    pub(crate) fn asked(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.asked.try_recv().ok()).collect()
    }
}

pub(crate) async fn start(rules: Rules) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (heard, asked) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(connect(stream, rules.clone(), heard.clone()));
        }
    });
    Running { port, asked }
}

async fn connect(mut stream: TcpStream, rules: Rules, heard: UnboundedSender<String>) -> std::io::Result<()> {
    let head = head(&mut stream).await?;
    let target = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
    drop(heard.send(target.clone()));
    let login = head.lines().find_map(|line| line.strip_prefix("Proxy-Authorization: "));
    if rules.wants.is_some() && login != rules.wants {
        let no = b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n";
        return stream.write_all(no).await;
    }
    if rules.is_strict || !head.starts_with("CONNECT ") {
        return stream.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n").await;
    }
    let port: u16 = target.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or(0);
    let mut other = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    copy_bidirectional(&mut stream, &mut other).await.map(|_| ())
}

async fn head(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    // Names of headers may be written in any way.
    Ok(String::from_utf8_lossy(&head).replace("proxy-authorization:", "Proxy-Authorization:"))
}
