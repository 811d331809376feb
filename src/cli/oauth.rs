//! Signing in by OAuth: the browser, the code, the tokens, and who they belong to.
//!
//! The browser comes back to a page on this machine, or, where that cannot be, the address it ends on is pasted.
//! The secret of the app is never typed here: it would stand in the list of processes.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::Arc;

use tokio::runtime::Builder;

use super::trouble::Trouble;
use super::{FAILED, MISTAKEN, PARTLY, UNAUTHORISED, UNREACHABLE};
use crate::app::outside::Opening;
use crate::close::auth::Credential;
use crate::close::client::Client;
use crate::close::http::Http;
use crate::close::oauth::App;
use crate::close::oauth::browser::{Code, Redirect, SignIn, Unfinished};
use crate::close::oauth::kept::Kept;
use crate::close::oauth::session::{Session, Vault};
use crate::close::oauth::tokens::{self, NoTokens};
use crate::domain::failure::Failure;
use crate::domain::people::Me;
use crate::shell::config::Config;
use crate::shell::credentials::signed_in;
use crate::shell::outside::{Scene, Ways, launch};
use crate::shell::receiver::Receiver;
use crate::shell::vault::SignInFile;
use crate::shell::world;

/// The port of a pasted address where any would do.
const UNHEARD: u16 = 14785;

/// How somebody wants to sign in.
pub(super) struct Wanted<'a> {
    /// The app, if it is not that of the options.
    pub(super) client_id: Option<&'a str>,
    /// Whether the address is to be pasted.
    pub(super) pastes: bool,
    /// What to type to do this again.
    pub(super) again: String,
}

/// Where the browser ends.
enum End {
    Here(Receiver),
    Elsewhere(Redirect),
}

/// Lets somebody sign in, and keeps that in this file. Says who it is.
pub(super) fn sign_in(config: &Config, wanted: &Wanted<'_>, file: &SignInFile) -> Result<Me, Trouble> {
    let app = app(config, wanted)?;
    // Nobody is to sign in for nothing.
    file.check().map_err(|why| {
        format!("a sign-in could not be kept ({why}): set XDG_STATE_HOME to a folder you can write to")
    })?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let code = agree(config, wanted, &app).await?;
        let http = || Http::over(&config.base_url.oauth(), config.route());
        let fetched = tokens::fetch(&http(), &app, &code, world::now()).await;
        let fetched = fetched.map_err(|why| not_given(why, &app, wanted))?;
        let kept = Kept::new(&config.base_url, app, fetched);
        file.begin(&kept)?;
        let session = Session::new(kept, Box::new(file.clone()), http(), world::now);
        meet(config, session, file).await
    })
}

// Close may not have said whose the tokens are, and stores are named after that.
async fn meet(config: &Config, session: Session, file: &SignInFile) -> Result<Me, Trouble> {
    let credential = Credential::Signed(Arc::new(session));
    let client = Client::new(Http::over(&config.base_url, config.route()), credential, config.zone(None));
    let me = client.me().await.result.map_err(|failure| {
        if !failure.may_pass() {
            drop(file.forget());
        }
        unknown(&failure)
    })?;
    // Read again, as it may have been renewed by that.
    if let Some(mut kept) = file.read()? {
        kept.tokens = kept.tokens.of(me.user.id.clone(), me.organization.id.clone());
        file.begin(&kept)?;
    }
    Ok(me)
}

/// Ends what is kept in this file, in Close too. Whether there was anything.
pub(super) fn sign_out(config: &Config, file: &SignInFile) -> Result<bool, Trouble> {
    let base_url = &config.base_url;
    let kept = file.read().unwrap_or_default().map(|kept| signed_in::current(kept, config));
    file.forget()?;
    let Some(kept) = kept else { return Ok(false) };
    // Never shown to another Close than the one it is for.
    if kept.base_url != base_url.as_str() {
        return Err(half(&format!("it is for {}, which is not the Close that is set here", kept.base_url)));
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let http = Http::over(&base_url.oauth(), config.route());
    match runtime.block_on(tokens::revoke(&http, &kept.app, &kept.tokens)) {
        // What Close does not know any more is over already.
        Ok(()) | Err(NoTokens::Refused(_)) => Ok(true),
        Err(NoTokens::Stranger) => Err(half("it does not know the OAuth app, or its secret has changed")),
        Err(NoTokens::Failed(failure)) => Err(half(&failure.to_string())),
    }
}

fn half(why: &str) -> Trouble {
    let sentence = format!(
        "the sign-in is forgotten here, but Close could not be told ({why}): end it there, under Settings, \
         Connected Apps"
    );
    Trouble::new(PARTLY, sentence)
}

fn app(config: &Config, wanted: &Wanted<'_>) -> Result<App, Trouble> {
    let id = wanted.client_id.unwrap_or(&config.oauth_client_id).trim();
    if id.is_empty() {
        let sentence = format!(
            "signing in by OAuth needs an app of yours: make one in Close (Settings, Developer, OAuth Apps) with \
             the redirect URI {}, then put its client id and secret into oauth_client_id and oauth_client_secret \
             (CLOSEOUT_OAUTH_CLIENT_ID, CLOSEOUT_OAUTH_CLIENT_SECRET)",
            config.oauth_redirect
        );
        return Err(Trouble::new(MISTAKEN, sentence));
    }
    Ok(App { id: id.to_owned(), secret: config.oauth_client_secret.clone() })
}

async fn agree(config: &Config, wanted: &Wanted<'_>, app: &App) -> Result<Code, Trouble> {
    let ways = Ways::find(config, &scene());
    let end = find_end(config, wanted, &ways).await?;
    let redirect = match &end {
        End::Here(receiver) => receiver.redirect.clone(),
        End::Elsewhere(redirect) => redirect.clone(),
    };
    let chance = world::chance().ok_or("this machine has no chance to make secrets of")?;
    let sign_in = Arc::new(SignIn::new(&app.id, redirect, &chance));
    let address = sign_in.address(&config.base_url.authorize());
    match end {
        End::Here(receiver) => {
            open(&ways, &address).await?;
            receiver.receive(sign_in).await.map_err(|why| unfinished(&why, wanted))
        }
        End::Elsewhere(_) => paste(&sign_in, &address, &mut io::stdin().lock(), &mut io::stderr())
            .map_err(|why| unfinished(&why, wanted)),
    }
}

// Over SSH a browser of this machine is of no use, and one elsewhere cannot come back to it.
async fn find_end(config: &Config, wanted: &Wanted<'_>, ways: &Ways) -> Result<End, Trouble> {
    let redirect = Redirect::read(&config.oauth_redirect).map_err(|why| why.to_string())?;
    let is_remote = world::is_remote() && ways.told.browser == Opening::NoDisplay;
    // Nobody listens there, but the address needs a port that browsers go to.
    let elsewhere = || End::Elsewhere(redirect.at(UNHEARD));
    if wanted.pastes || is_remote || redirect.port().is_none() {
        return Ok(elsewhere());
    }
    match Receiver::at(&redirect).await {
        Ok(receiver) => Ok(End::Here(receiver)),
        Err(why) => {
            writeln!(io::stderr(), "closeout: {why}; so the address has to be pasted")?;
            Ok(elsewhere())
        }
    }
}

async fn open(ways: &Ways, address: &str) -> io::Result<()> {
    let command = ways.browser.as_ref().filter(|_| ways.told.browser == Opening::Possible);
    let opened = match command {
        Some(command) => launch::open(command, address).await.is_ok(),
        None => false,
    };
    let begin =
        if opened { "Your browser should show Close now. If it does not, open" } else { "Open in a browser" };
    writeln!(io::stderr(), "{begin}:\n\n  {address}\n\nWaiting for you to agree there, five minutes at most.")
}

const PASTE: &str = "Afterwards the browser goes to an address that begins with";

/// Prints the address to open, and reads the one the browser ended on until it is right.
fn paste(
    sign_in: &SignIn,
    address: &str,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<Code, Unfinished> {
    let here = sign_in.redirect().as_str();
    let mut say = |text: &str| drop(write!(out, "{text}").and_then(|()| out.flush()));
    say(&format!(
        "Open in a browser, on any machine, and agree:\n\n  {address}\n\n{PASTE}\n{here} and may say that there is \
         no such page: that is as it should be.\nCopy that whole address and paste it here: "
    ));
    let mut last = Unfinished::Nothing;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).unwrap_or(0) == 0 {
            return Err(last);
        }
        match sign_in.read(&line) {
            Err(Unfinished::Nothing) => {}
            Ok(code) => return Ok(code),
            Err(why @ (Unfinished::Denied | Unfinished::Refused(_))) => return Err(why),
            Err(why) => {
                say(&format!("{why}.\nOnce more: "));
                last = why;
            }
        }
    }
}

fn scene() -> Scene<'static> {
    Scene {
        environment: &world::environment,
        finds: &world::finds,
        reads: &|path: &Path| std::fs::read_to_string(path).ok(),
        is_mac: cfg!(target_os = "macos"),
    }
}

fn unfinished(why: &Unfinished, wanted: &Wanted<'_>) -> Trouble {
    let sentence = match why {
        Unfinished::Denied => why.to_string(),
        _ => format!("{why}; to begin again: `{}`", wanted.again),
    };
    Trouble::new(FAILED, sentence)
}

fn not_given(why: NoTokens, app: &App, wanted: &Wanted<'_>) -> Trouble {
    match why {
        NoTokens::Stranger => Trouble::new(
            MISTAKEN,
            format!(
                "Close does not know the OAuth app {:?} with this secret: correct oauth_client_id and \
                 oauth_client_secret (CLOSEOUT_OAUTH_CLIENT_SECRET)",
                app.id
            ),
        ),
        NoTokens::Refused(why) => Trouble::new(
            UNAUTHORISED,
            format!("Close gave no tokens ({why}); to begin again: `{}`", wanted.again),
        ),
        NoTokens::Failed(failure) => {
            Trouble::new(code_of(&failure), format!("{failure}; to begin again: `{}`", wanted.again))
        }
    }
}

fn unknown(failure: &Failure) -> Trouble {
    let kept = if failure.may_pass() { "the sign-in is kept" } else { "nothing was kept" };
    Trouble::new(code_of(failure), format!("Close did not say who you are: {failure}; {kept}"))
}

fn code_of(failure: &Failure) -> u8 {
    match failure {
        Failure::Login(_) => UNAUTHORISED,
        Failure::Offline(_) | Failure::Unclear(_) | Failure::Busy(_) => UNREACHABLE,
        Failure::Refused(_) | Failure::Gone => FAILED,
    }
}
