//! A simulated Close, somebody who signs in there, and the copies of the program that share that sign-in.

use std::path::PathBuf;
use std::time::Duration;

use chrono::TimeDelta;
use closeout::close::base_url::BaseUrl;
use closeout::close::http::Http;
use closeout::close::oauth::App;
use closeout::close::oauth::browser::{CHANCE, Redirect, SignIn};
use closeout::close::oauth::kept::Kept;
use closeout::close::oauth::session::{Session, Vault};
use closeout::close::oauth::tokens;
use closeout::close::transport::{Ask, Transport};
use closeout::shell::vault::SignInFile;
use closeout::shell::world::now;
use closeout::sim::loopback::Control;
use closeout::sim::oauth::{CLIENT_ID, CLIENT_SECRET};
use closeout::sim::{Fault, Faults, Which, World, listen};
use serde_json::Value;

const HERE: &str = "http://127.0.0.1:4321/";
const TOKEN: &str = "https://api.close.com/oauth2/token/";

pub(crate) struct Stand {
    pub(crate) base_url: BaseUrl,
    pub(crate) control: Control,
    folder: tempfile::TempDir,
}

/// Runs a server, signs somebody in there, and keeps that on the disk.
pub(crate) async fn signed_in<T>(check: impl AsyncFnOnce(&Stand) -> T) -> T {
    let address = "127.0.0.1:0".parse().unwrap();
    let server = listen(address, World::bare(now()), Faults::none(), Duration::ZERO, now).await.unwrap();
    let base_url = BaseUrl::read(&server.base_url).unwrap();
    let stand = Stand { base_url, control: server.control.clone(), folder: tempfile::tempdir().unwrap() };
    let work = async {
        stand.sign_in().await;
        check(&stand).await
    };
    tokio::select! {
        ended = server.run() => panic!("the server stopped: {ended:?}"),
        checked = work => checked,
    }
}

fn app() -> App {
    App { id: CLIENT_ID.into(), secret: Some(CLIENT_SECRET.into()) }
}

impl Stand {
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    pub(crate) async fn sign_in(&self) {
        let sign_in = SignIn::new(CLIENT_ID, Redirect::read(HERE).unwrap(), &[1; CHANCE]);
        let address = format!("{}&decision=allow", sign_in.address(&self.base_url.authorize()));
        let browser = self.http().fetch(Ask { address, authorization: None }).await.unwrap();
        let code = sign_in.read(browser.head.header("location").unwrap()).unwrap();
        let fetched = tokens::fetch(&self.http(), &app(), &code, now()).await.unwrap();
        SignInFile::at(&self.path()).begin(&Kept::new(&self.base_url, app(), fetched)).unwrap();
    }

    pub(crate) fn http(&self) -> Http {
        Http::new(&self.base_url.oauth())
    }

    /// A copy of the program, as it would start now.
    pub(crate) fn copy(&self) -> Session {
        self.copy_with(SignInFile::at(&self.path()))
    }

    pub(crate) fn copy_with(&self, vault: impl Vault + 'static) -> Session {
        let kept = SignInFile::at(&self.path()).read().unwrap().unwrap();
        Session::new(kept, Box::new(vault), self.http(), now)
    }

    /// Whether this copy gets through to the API.
    pub(crate) async fn works(&self, session: &Session) -> bool {
        let bearer = session.bearer().await.unwrap();
        let address = format!("{}/me/", self.base_url);
        let ask = Ask { address, authorization: Some(bearer.header()) };
        self.http().fetch(ask).await.unwrap().head.status == 200
    }

    pub(crate) async fn expire(&self) {
        self.control.reach(|world| world.sign_ins.expire()).await.unwrap();
    }

    pub(crate) async fn fail(&self, fault: Fault) {
        self.control.set_faults(Faults::script(vec![(Which::any().at(TOKEN), fault)])).await;
    }

    /// What is kept was obtained a while ago.
    pub(crate) fn grow_old(&self) {
        self.set_times(-300, 3300);
    }

    /// What is kept has run out.
    pub(crate) fn run_out(&self) {
        self.set_times(-3600, -1);
    }

    /// When what is kept was obtained, and until when it is good, in seconds from now.
    pub(crate) fn set_times(&self, obtained: i64, expires: i64) {
        let at = |seconds| Value::from((now() + TimeDelta::seconds(seconds)).to_rfc3339());
        self.edit(|kept| (kept["obtained"], kept["expires"]) = (at(obtained), at(expires)));
    }

    /// What is kept, as somebody with an editor would change it.
    pub(crate) fn edit(&self, change: impl FnOnce(&mut Value)) {
        let mut kept: Value = serde_json::from_str(&std::fs::read_to_string(self.path()).unwrap()).unwrap();
        change(&mut kept);
        std::fs::write(self.path(), kept.to_string()).unwrap();
    }

    pub(crate) async fn asked(&self) -> usize {
        self.control.tally().await.get("POST /oauth2/").copied().unwrap_or_default()
    }
}
