//! Work that may take its time, on a thread of its own: neither the screen nor leaving the program waits for it.
//!
//! The threads of the runtime would do as well, but it waits at its end until all of them are done, and ends the
//! program where the system has no thread to give.

use std::io;
use std::net::ToSocketAddrs as _;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::oneshot;

/// Has this done by a thread of this name. An error where there is none to be had.
pub async fn aside<Done: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> Done + Send + 'static,
) -> io::Result<Done> {
    let (done, answer) = oneshot::channel();
    let work = move || drop(done.send(work()));
    std::thread::Builder::new().name(name.into()).spawn(work)?;
    answer.await.map_err(|_| io::Error::other("whoever did it was lost"))
}

/// Finds the addresses of names as the system does. That takes half a minute where nobody answers.
#[derive(Debug)]
pub(super) struct Names;

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = aside("finds a name", move || (name.as_str(), 0).to_socket_addrs()).await??;
            Ok(Box::new(found) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use tokio::runtime::Builder;
    use tokio::time::{Duration, Instant, timeout};

    use super::*;

    #[tokio::test]
    async fn a_name_is_found_as_the_system_does() {
        let found = Names.resolve("localhost".parse().unwrap()).await.unwrap();
        let found: Vec<_> = found.map(|address| address.ip()).collect();
        assert!(!found.is_empty() && found.iter().all(std::net::IpAddr::is_loopback), "{found:?}");
    }

    #[test]
    fn nobody_waits_at_the_end_for_what_does_not_come_back() {
        let (end, ended) = channel::<()>();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let begun = Instant::now();
        runtime.block_on(async {
            let hangs = aside("hangs", move || ended.recv_timeout(Duration::from_secs(20)));
            assert!(timeout(Duration::from_millis(10), hangs).await.is_err());
        });
        drop(runtime);
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
        drop(end);
    }
}
