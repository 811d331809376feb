//! `closeout login` and `closeout logout`: a key is asked for, tried, kept and forgotten.
//!
//! The key comes from a terminal that does not show it, or from standard input; it is never an argument. What
//! Close does not accept is not kept.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::runtime::Builder;

use super::args::{Arguments, Login};
use super::paper::Paper;
use super::trouble::{Answer, Trouble};
use super::{DONE, FAILED, MISTAKEN, UNAUTHORISED, UNREACHABLE, account, oauth};
use crate::close::auth::Credential;
use crate::close::client::Client;
use crate::close::http::Http;
use crate::domain::failure::Failure;
use crate::domain::people::Me;
use crate::shell::config::{Account, Config, check_name};
use crate::shell::credentials::book::{Book, Meant};
use crate::shell::credentials::{self, Origin, signed_in};
use crate::shell::vault::SignInFile;
use crate::shell::world;

/// What the first account is called where nobody named it.
const FIRST: &str = "main";

/// Asks for a key, tries it and keeps it.
pub(super) fn login(arguments: &Arguments, wanted: &Login) -> Answer {
    let mut config = account::options(arguments)?.config;
    let (book, state) = (account::book(&config), account::state()?);
    let name = name(arguments.account.as_deref(), &book)?;
    let account = book.named(&name).cloned().unwrap_or_else(|_| Account::new(&name));
    account::apply(&account, &mut config);
    let mut paper = Paper::new(&config);
    let origin = credentials::origin(&state, &account);
    match (origin, wanted.browser.oauth) {
        (Origin::Command, false) => return check(&config, &account, &mut paper),
        (Origin::Command, true) => return Err(Trouble::new(MISTAKEN, by_command(&name))),
        // Signing in again is what one is told to do; there is nothing to lose.
        (Origin::SignIn, true) => {}
        _ if wanted.force || may_replace(&account, &config)? => {}
        _ => return Ok(FAILED),
    }
    let (me, place) = if wanted.browser.oauth {
        by_oauth(&config, &name, wanted)?
    } else {
        by_key(&config, &account, wanted)?
    };
    Book::remember(&state, &name, &me, place.is_none())?;
    keep_default(&book, &name, &config)?;
    paper.line(&format!("{}: you are {}", name, who(&me)))?;
    let place = place.map_or_else(|| "the keyring".to_owned(), |place| place.display().to_string());
    let what = if wanted.browser.oauth { "sign-in" } else { "key" };
    paper.note(&format!("the {what} is kept in {place}"))?;
    if let Err(why) = replaced(&config, &account, origin, wanted.browser.oauth) {
        paper.note(&why.sentence)?;
    }
    if account::has_variable() {
        paper.note("CLOSE_API_KEY is set, and is used instead unless --account names an account")?;
    }
    paper.finish()?;
    Ok(DONE)
}

// Who it is, and the file the key is in; none where the keyring has it.
fn by_key(config: &Config, account: &Account, wanted: &Login) -> Result<(Me, Option<PathBuf>), Trouble> {
    let (name, state) = (&account.name, account::state()?);
    let credential = ask(name)?;
    let me = meet(config, &credential)?;
    let is_kept_in_keyring = wanted.keyring || account.keyring;
    let kept = if is_kept_in_keyring {
        credentials::store_in_keyring(name, &credential)
    } else {
        credentials::store(&state, name, &credential)
    };
    kept.map_err(|why| why.to_string())?;
    Ok((me, (!is_kept_in_keyring).then(|| credentials::path(&state, name))))
}

fn by_oauth(config: &Config, name: &str, wanted: &Login) -> Result<(Me, Option<PathBuf>), Trouble> {
    let path = signed_in::path(&account::state()?, name);
    let wanted = oauth::Wanted {
        client_id: wanted.browser.client_id.as_deref(),
        pastes: wanted.browser.paste,
        again: signed_in::again(name),
    };
    let me = oauth::sign_in(config, &wanted, &SignInFile::at(&path))?;
    Ok((me, Some(path)))
}

// What let us in before does so no longer, so that there is no doubt which it is.
fn replaced(config: &Config, account: &Account, origin: Origin, by_oauth: bool) -> Result<(), Trouble> {
    let state = account::state()?;
    match (origin, by_oauth) {
        (Origin::SignIn, false) => {
            oauth::sign_out(config, &SignInFile::at(&signed_in::path(&state, &account.name))).map(drop)
        }
        (Origin::File | Origin::Keyring, true) => {
            let forgotten = credentials::forget(&state, account, origin);
            forgotten.map(drop).map_err(|why| why.to_string().into())
        }
        _ => Ok(()),
    }
}

fn by_command(name: &str) -> String {
    format!("the key of {name} comes from its api_key_cmd: none is kept here")
}

/// Forgets the key or the sign-in of an account.
pub(super) fn logout(arguments: &Arguments, named: Option<&str>) -> Answer {
    let mut config = account::options(arguments)?.config;
    let (book, state) = (account::book(&config), account::state()?);
    let name = match (named.or(arguments.account.as_deref()), book.default()) {
        (Some(name), _) => name.to_owned(),
        (None, Ok(Meant::Is(account))) => account.name.clone(),
        (None, Ok(Meant::Nobody)) => return Err("nobody is logged in".into()),
        (None, Ok(Meant::Unclear)) => return Err(Trouble::new(MISTAKEN, account::unclear(&book))),
        (None, Err(why)) => return Err(Trouble::new(MISTAKEN, why)),
    };
    let account = book.named(&name).map_err(|why| Trouble::new(MISTAKEN, why))?;
    let origin = credentials::origin(&state, account);
    if origin == Origin::Command {
        return Err(by_command(&name).into());
    }
    account::apply(account, &mut config);
    let sign_in = SignInFile::at(&signed_in::path(&state, &name));
    let ended = if origin == Origin::SignIn { oauth::sign_out(&config, &sign_in) } else { Ok(false) };
    let had_key = credentials::forget(&state, account, origin).map_err(|why| why.to_string())?;
    book.forget(&name);
    let was_there = ended? || had_key;
    let mut paper = Paper::new(&config);
    if was_there {
        let what = if origin == Origin::SignIn { "you are signed out" } else { "the key is forgotten" };
        paper.line(&format!("{name}: {what}"))?;
        paper.note("its tasks and unsent changes stay on this machine, for the next login")?;
    } else {
        paper.note(&format!("there was no key for {name}"))?;
    }
    paper.finish()?;
    Ok(DONE)
}

fn name(named: Option<&str>, book: &Book) -> Result<String, Trouble> {
    if let Some(name) = named {
        let why = |why| Trouble::new(MISTAKEN, format!("{name:?} cannot be the name of an account: {why}"));
        return check_name(name).map(|()| name.to_owned()).map_err(why);
    }
    match book.default().map_err(|why| Trouble::new(MISTAKEN, why))? {
        Meant::Is(account) => Ok(account.name.clone()),
        Meant::Nobody => Ok(FIRST.to_owned()),
        Meant::Unclear => Err(Trouble::new(MISTAKEN, account::unclear(book))),
    }
}

// A key from a command is kept by whoever the command asks: there is only something to try.
fn check(config: &Config, account: &Account, paper: &mut Paper) -> Answer {
    let state = account::state()?;
    let found = credentials::find_for(&state, account, config).map_err(|why| why.to_string())?;
    let credential = found.ok_or("the command printed no key")?;
    let me = meet(config, &credential)?;
    Book::remember(&state, &account.name, &me, false)?;
    paper.line(&format!("{}: you are {}", account.name, who(&me)))?;
    paper.note("the key comes from api_key_cmd, so nothing was asked and nothing is kept")?;
    paper.finish()?;
    Ok(DONE)
}

// Whether there is no key yet, or the user wants another.
fn may_replace(account: &Account, config: &Config) -> Result<bool, Trouble> {
    let state = account::state()?;
    if !matches!(credentials::find_for(&state, account, config), Ok(Some(_))) {
        return Ok(true);
    }
    let name = &account.name;
    let known = Book::known(&state, name).map(|known| format!(" ({}, {})", known.user, known.organization));
    let sentence = format!("{name}{} has a key already", known.unwrap_or_default());
    if !world::can_ask() {
        return Err(format!("{sentence}: --force replaces it, --account names another").into());
    }
    let mut err = io::stderr();
    write!(err, "{}. Replace it? [y/N] ", crate::app::text::clean(&sentence))?;
    err.flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

fn ask(name: &str) -> Result<Credential, Trouble> {
    let text = if world::can_ask() { ask_unseen(name)? } else { read_line(&mut io::stdin().lock())? };
    let Some(text) = text else { return Err("no key was given, so nothing changed".into()) };
    Credential::read(text.expose_secret()).map_err(|why| format!("{why}; nothing was kept").into())
}

fn read_line(input: &mut dyn BufRead) -> io::Result<Option<SecretString>> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    let text = SecretString::from(line);
    Ok(Some(text).filter(|text| !text.expose_secret().trim().is_empty()))
}

/// A terminal that shows nothing of what is typed; as it was again when dropped.
struct Unseen;

impl Drop for Unseen {
    fn drop(&mut self) {
        drop(disable_raw_mode());
        drop(writeln!(io::stderr()));
    }
}

fn ask_unseen(name: &str) -> io::Result<Option<SecretString>> {
    let mut err = io::stderr();
    // First of all, as whoever pastes a key does not wait for the question.
    enable_raw_mode()?;
    let _unseen = Unseen;
    write!(err, "A key is made in Close under Settings, Developer, API Keys.\r\n")?;
    write!(err, "API key for the account {name} (it is not shown): ")?;
    err.flush()?;
    let mut typed = String::with_capacity(256);
    loop {
        let Event::Key(KeyEvent { code, modifiers, .. }) = read()? else { continue };
        let with_ctrl = modifiers.contains(KeyModifiers::CONTROL);
        match code {
            KeyCode::Enter => break,
            KeyCode::Esc => return Ok(None),
            KeyCode::Char('c' | 'd') if with_ctrl => return Ok(None),
            KeyCode::Char('u') if with_ctrl => typed.clear(),
            KeyCode::Backspace => drop(typed.pop()),
            KeyCode::Char(letter) if !with_ctrl => typed.push(letter),
            _ => {}
        }
    }
    Ok(Some(SecretString::from(typed)).filter(|text| !text.expose_secret().trim().is_empty()))
}

/// Asks Close who this is.
pub(super) fn meet(config: &Config, credential: &Credential) -> Result<Me, Trouble> {
    let zone = config.zone(world::host_zone().as_deref());
    let client = Client::new(Http::over(&config.base_url, config.route()), credential.clone(), zone);
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(client.me()).result.map_err(|failure| {
        let code = match &failure {
            Failure::Login(_) => UNAUTHORISED,
            Failure::Refused(_) | Failure::Gone => FAILED,
            _ => UNREACHABLE,
        };
        Trouble::new(code, format!("{failure}; nothing was kept"))
    })
}

fn who(me: &Me) -> String {
    let person = me.user.name().unwrap_or("somebody without a name");
    format!("{person}, {}", me.organization.name().unwrap_or("an organisation without a name"))
}

// Whoever was meant without being chosen stays meant, and the first account is.
fn keep_default(book: &Book, name: &str, config: &Config) -> Result<(), Trouble> {
    if !config.default_account.is_empty() {
        return Ok(());
    }
    let meant = match book.default() {
        Ok(Meant::Is(account)) => account.name.clone(),
        Ok(Meant::Nobody) => name.to_owned(),
        _ => return Ok(()),
    };
    Ok(account::book(config).choose_default(&meant)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_anything_is_no_key() {
        for nothing in ["", "\n", "  \n api_second_line"] {
            assert!(read_line(&mut nothing.as_bytes()).unwrap().is_none(), "{nothing:?}");
        }
        let line = read_line(&mut "api_abc\nmore".as_bytes()).unwrap().unwrap();
        assert_eq!(line.expose_secret().trim(), "api_abc");
    }
}
