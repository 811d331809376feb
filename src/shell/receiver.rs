//! Where the browser comes back to after signing in: one page on this machine, until the right answer is in.
//!
//! Whatever else a browser or a stranger asks for is answered and forgotten: other paths, icons, answers to other
//! sign-ins. Nobody outside of this machine can reach it.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use crate::close::oauth::browser::{Code, Redirect, SignIn, Unfinished};

/// How long somebody may take to agree.
const PATIENCE: Duration = Duration::from_secs(5 * 60);
/// How long the last page may take to get to the browser.
const GOODBYE: Duration = Duration::from_secs(1);

/// A port that is ours.
#[derive(Debug)]
pub struct Receiver {
    listener: TcpListener,
    /// The address browsers come back to.
    pub redirect: Redirect,
}

type Answer = Result<Code, Unfinished>;

#[derive(Clone)]
struct Desk {
    sign_in: Arc<SignIn>,
    answers: mpsc::Sender<Answer>,
}

impl Receiver {
    /// Takes the port of this address, where it has one.
    pub async fn at(redirect: &Redirect) -> Result<Self, String> {
        let Some(port) = redirect.port() else {
            return Err(format!("{} is not on this machine", redirect.as_str()));
        };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let told = |error: std::io::Error| format!("port {port} of this machine cannot be used: {error}");
        let listener = TcpListener::bind(address).await.map_err(told)?;
        let port = listener.local_addr().map_err(told)?.port();
        Ok(Self { listener, redirect: redirect.at(port) })
    }

    /// Waits until the browser has come back from this sign-in, five minutes at most.
    pub async fn receive(self, sign_in: Arc<SignIn>) -> Answer {
        let (answers, mut answer) = mpsc::channel(1);
        let (stop, stopped) = oneshot::channel::<()>();
        let router = Router::new().fallback(handle).with_state(Desk { sign_in, answers });
        let serving = axum::serve(self.listener, router).with_graceful_shutdown(async {
            let _ = stopped.await;
        });
        let serving = tokio::spawn(serving.into_future());
        let answer = tokio::time::timeout(PATIENCE, answer.recv()).await;
        let answer = answer.ok().flatten().unwrap_or(Err(Unfinished::Late));
        let _ = stop.send(());
        // A browser may keep a line open that it never uses.
        drop(tokio::time::timeout(GOODBYE, serving).await);
        answer
    }
}

async fn handle(State(desk): State<Desk>, request: Request) -> Response {
    let query = request.uri().query().filter(|_| request.uri().path() == desk.sign_in.redirect().path());
    let Some(query) = query.filter(|_| request.method() == "GET") else {
        return page(
            404,
            "Nothing here",
            "This page belongs to closeout, which waits for you to sign in to Close.",
        );
    };
    let answer = desk.sign_in.read(&format!("?{query}"));
    let (page, is_over) = match &answer {
        Ok(_) => (
            page(200, "Close lets you in", "You can close this window. closeout goes on in your terminal."),
            true,
        ),
        Err(why @ (Unfinished::Denied | Unfinished::Refused(_))) => {
            (page(200, "Not signed in", &format!("{why}. You can close this window.")), true)
        }
        Err(why) => (page(400, "Not signed in", &format!("{why}.")), false),
    };
    if is_over {
        // Only the first counts.
        let _ = desk.answers.try_send(answer);
    }
    page
}

fn page(status: u16, title: &str, text: &str) -> Response {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}}</style>\
         <h1>{title}</h1><p>{text}</p></html>\n"
    );
    let built = Response::builder()
        .status(status)
        .header("content-type", "text/html; charset=utf-8")
        .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
        // The address holds a code: neither kept nor told to anybody.
        .header("cache-control", "no-store")
        .header("referrer-policy", "no-referrer")
        .header("connection", "close");
    built.body(Body::from(html)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::*;
    use crate::close::oauth::browser::CHANCE;

    const STATE: &str = "state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /// What a browser gets that asks for these in turn, and what came of it all.
    async fn asked(lines: &[&str]) -> (Vec<String>, Answer) {
        let any = Redirect::read("http://127.0.0.1:0/back").unwrap();
        let receiver = Receiver::at(&any).await.unwrap();
        let address = receiver.listener.local_addr().unwrap();
        let sign_in = Arc::new(SignIn::new("x", receiver.redirect.clone(), &[0; CHANCE]));
        // A line that is opened and never used, as browsers do.
        let _idle = TcpStream::connect(address).await.unwrap();
        let browse = async {
            let mut pages = Vec::new();
            for line in lines {
                let mut stream = TcpStream::connect(address).await.unwrap();
                let request = format!("{line} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
                stream.write_all(request.as_bytes()).await.unwrap();
                let mut page = String::new();
                stream.read_to_string(&mut page).await.unwrap();
                pages.push(page);
            }
            pages
        };
        tokio::join!(browse, receiver.receive(sign_in))
    }

    #[tokio::test]
    async fn only_the_answer_to_this_sign_in_ends_the_waiting() {
        let right = format!("GET /back?code=c&{STATE}");
        let icon = format!("GET /favicon.ico?code=c&{STATE}");
        let posted = format!("POST /back?code=c&{STATE}");
        let lines = [&*icon, "GET /", "GET /back", &posted, "GET /back?code=c&state=other", &right];
        let (pages, answer) = asked(&lines).await;
        let statuses: Vec<&str> = pages.iter().map(|page| &page[9..12]).collect();
        assert_eq!(statuses, ["404", "404", "404", "404", "400", "200"]);
        assert!(
            pages[5].contains("You can close this window") && pages[5].contains("no-store"),
            "{}",
            pages[5]
        );
        assert!(pages[4].contains("another sign-in"), "{}", pages[4]);
        assert!(answer.is_ok());
    }

    #[tokio::test]
    async fn a_refusal_ends_it_too_and_its_words_are_only_words() {
        let (pages, answer) = asked(&[&format!("GET /back?error=%3Cscript%3E&{STATE}")]).await;
        assert!(pages[0].contains("&lt;script>") && !pages[0].contains("<script>"), "{}", pages[0]);
        assert_eq!(answer.unwrap_err(), Unfinished::Refused("<script>".into()));
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_never_comes_back_is_not_waited_for_without_end() {
        let receiver = Receiver::at(&Redirect::read("http://127.0.0.1:0/").unwrap()).await.unwrap();
        let sign_in = Arc::new(SignIn::new("x", receiver.redirect.clone(), &[0; CHANCE]));
        assert_eq!(receiver.receive(sign_in).await.unwrap_err(), Unfinished::Late);
    }

    #[tokio::test]
    async fn a_port_that_is_taken_is_named() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let redirect = Redirect::read(&format!("http://127.0.0.1:{port}/")).unwrap();
        assert!(Receiver::at(&redirect).await.unwrap_err().contains(&port.to_string()));
        assert!(Receiver::at(&Redirect::read("https://crm.example/").unwrap()).await.is_err());
    }
}
