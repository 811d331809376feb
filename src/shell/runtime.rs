//! The runtime that a session or a command runs on, from its beginning to its end.

use std::io;

use tokio::runtime::Builder;
use tokio::task::LocalSet;

/// Runs this to its end on the thread of the caller. What it began and did not wait for is dropped then.
pub fn run<Work: Future>(work: Work) -> io::Result<Work::Output> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    // What is dropped still asks for its runtime: a line whose answer nobody looks at goes back to where lines are kept,
    // and the first of them begins what closes them again.
    let inside = runtime.enter();
    let tasks = LocalSet::new();
    let done = tasks.block_on(&runtime, work);
    drop(tasks);
    drop(inside);
    Ok(done)
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::Poll;

    use tokio::task::spawn_local;

    use super::*;
    use crate::close::base_url::BaseUrl;
    use crate::close::http::Http;
    use crate::close::transport::{Method, Request, Transport as _};

    /// Answers one request, and says so just before.
    fn answers_one() -> (Http, Arc<AtomicBool>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}/api/v1", listener.local_addr().unwrap());
        let answers = Arc::new(AtomicBool::new(false));
        let about_to = Arc::clone(&answers);
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = vec![0; 4096];
            assert!(stream.read(&mut request).unwrap() > 0);
            about_to.store(true, Ordering::SeqCst);
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
            // The line stays open until the other end closes it.
            let _ = stream.read(&mut request);
        });
        (Http::new(&BaseUrl::read(&base).unwrap()), answers)
    }

    #[test]
    fn an_answer_that_came_but_was_not_looked_at_any_more_is_dropped_in_peace() {
        let (http, answers) = answers_one();
        let mut asked = None;
        run(async {
            let request = Request::new(Method::Get, "/me/");
            asked = Some(spawn_local(async move { http.send(request).await.is_ok() }));
            // Nothing but the answer wakes us, and we are asked before whoever waits for it.
            poll_fn(|_| if answers.load(Ordering::SeqCst) { Poll::Ready(()) } else { Poll::Pending }).await;
        })
        .unwrap();
        let ended = run(asked.unwrap()).unwrap().unwrap_err();
        assert!(ended.is_cancelled(), "{ended}");
    }
}
