//! What goes to the browser, and what comes back from it.
//!
//! A sign-in is a value made of chance: it gives the address to open, and later tells its own answer from
//! everybody else's. Knows nothing of sockets, terminals or tokens.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use reqwest::Url;
use ring::digest::{SHA256, digest};
use secrecy::{ExposeSecret as _, SecretString};

use super::super::errors::one_line;

/// Where a browser comes back to unless somebody wants it elsewhere: a port nothing else is known to use.
pub const USUAL: &str = "http://127.0.0.1:14785/";

/// How many bytes of chance a sign-in is made of.
pub const CHANCE: usize = 64;

/// One attempt to sign in.
#[derive(Debug)]
pub struct SignIn {
    app: String,
    redirect: Redirect,
    state: SecretString,
    verifier: SecretString,
}

/// The address a browser is sent to afterwards, as it is registered in Close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    text: String,
    url: Url,
}

/// What a person's agreement is exchanged with: good once, for a few minutes.
#[derive(Debug)]
pub struct Code {
    pub(super) text: SecretString,
    pub(super) verifier: SecretString,
    pub(super) redirect: String,
}

/// Why a text cannot be the address to come back to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no address a browser can come back to; write one like {USUAL}")]
pub struct BadRedirect(String);

/// Why an address the browser ended on signs nobody in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfinished {
    /// Nothing came.
    #[error("nothing was pasted")]
    Nothing,
    /// Nobody came back.
    #[error("nobody came back from the browser within five minutes; where the browser cannot, --paste helps")]
    Late,
    /// Something else than an address.
    #[error("that is not an address: copy the whole line the browser shows after you have agreed")]
    Unreadable,
    /// The address that was to be opened.
    #[error(
        "that is the address to open: open it, agree, and copy the address the browser shows afterwards, which \
         begins with {0}"
    )]
    NotYet(String),
    /// Another address.
    #[error("that is not where Close sends the browser, which begins with {0}")]
    Elsewhere(String),
    /// The answer to another attempt, or somebody else's.
    #[error("that belongs to another sign-in: take the address that this one ends on")]
    Foreign,
    /// An answer without what tells whose it is.
    #[error("that address is cut short: copy the whole of it, up to the end of its state=…")]
    Stateless,
    /// The person said no.
    #[error("Close was not allowed to let closeout in: nothing has changed")]
    Denied,
    /// Close said no.
    #[error("Close does not let closeout in: {0}")]
    Refused(String),
    /// Neither yes nor no.
    #[error("that address holds no code: copy the whole line the browser shows after you have agreed")]
    Codeless,
}

impl SignIn {
    /// An attempt with this app. Whoever knows the chance can forge its answer.
    pub fn new(app: &str, redirect: Redirect, chance: &[u8; CHANCE]) -> Self {
        let (state, verifier) = chance.split_at(CHANCE / 2);
        let secret = |bytes: &[u8]| SecretString::from(BASE64_URL_SAFE_NO_PAD.encode(bytes));
        Self { app: app.to_owned(), redirect, state: secret(state), verifier: secret(verifier) }
    }

    /// The address to open, on this page of Close.
    pub fn address(&self, page: &str) -> String {
        let hash = digest(&SHA256, self.verifier.expose_secret().as_bytes());
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(hash);
        let pairs = [
            ("client_id", self.app.as_str()),
            ("response_type", "code"),
            ("redirect_uri", &self.redirect.text),
            ("state", self.state.expose_secret()),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        Url::parse_with_params(page, pairs).map_or_else(|_| page.to_owned(), String::from)
    }

    /// Where the browser comes back to.
    pub fn redirect(&self) -> &Redirect {
        &self.redirect
    }

    /// Reads the address the browser ended on, as it was received or pasted.
    pub fn read(&self, ended: &str) -> Result<Code, Unfinished> {
        let url = self.ended_on(ended.trim())?;
        let value = |name: &str| {
            let found = url.query_pairs().find(|(key, _)| key == name);
            found.map(|(_, value)| value.into_owned()).filter(|value| !value.is_empty())
        };
        let (state, error) = (value("state"), value("error"));
        match state {
            Some(state) if state == self.state.expose_secret() => {}
            Some(_) => return Err(Unfinished::Foreign),
            // A refusal may come without: believing it lets nobody in.
            None if error.is_some() => {}
            None => return Err(Unfinished::Stateless),
        }
        match error.as_deref() {
            Some("access_denied") => return Err(Unfinished::Denied),
            Some(error) => {
                let why = value("error_description").unwrap_or_else(|| error.to_owned());
                return Err(Unfinished::Refused(one_line(&why, 200)));
            }
            None => {}
        }
        let code = value("code").ok_or(Unfinished::Codeless)?;
        Ok(Code { text: code.into(), verifier: self.verifier.clone(), redirect: self.redirect.text.clone() })
    }

    // Some copy the whole address, some only what stands behind the question mark.
    fn ended_on(&self, ended: &str) -> Result<Url, Unfinished> {
        if ended.is_empty() {
            return Err(Unfinished::Nothing);
        }
        let begins = ["?", "code=", "state=", "error="].iter().any(|start| ended.starts_with(start));
        if begins {
            let mut url = self.redirect.url.clone();
            url.set_query(Some(ended.trim_start_matches('?')));
            return Ok(url);
        }
        let url = Url::parse(ended).map_err(|_| Unfinished::Unreadable)?;
        let here = self.redirect.text.clone();
        match () {
            () if self.redirect.leads_to(&url) => Ok(url),
            () if url.path() == "/oauth2/authorize/" => Err(Unfinished::NotYet(here)),
            () => Err(Unfinished::Elsewhere(here)),
        }
    }
}

impl Redirect {
    /// Reads an address: http to this machine, or https.
    pub fn read(text: &str) -> Result<Self, BadRedirect> {
        let text = text.trim();
        let bad = || BadRedirect(text.to_owned());
        let url = Url::parse(text).map_err(|_| bad())?;
        let is_here = matches!(url.host_str(), Some("127.0.0.1" | "localhost"));
        let is_usable = url.scheme() == "https" || (url.scheme() == "http" && is_here);
        let is_bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if is_usable && is_bare { Ok(Self { text: text.to_owned(), url }) } else { Err(bad()) }
    }

    /// The port of this machine the browser comes back to, 0 for any; none where it ends elsewhere.
    pub fn port(&self) -> Option<u16> {
        (self.url.scheme() == "http").then(|| self.url.port_or_known_default()).flatten()
    }

    /// The same at this port, where any would do.
    pub fn at(&self, port: u16) -> Self {
        let mut url = self.url.clone();
        if self.port() != Some(0) || url.set_port(Some(port)).is_err() {
            return self.clone();
        }
        Self { text: self.text.replacen(":0", &format!(":{port}"), 1), url }
    }

    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What a browser asks for there, without a question mark and what follows.
    pub fn path(&self) -> &str {
        self.url.path()
    }

    fn leads_to(&self, url: &Url) -> bool {
        url.origin() == self.url.origin() && url.path() == self.url.path()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "http://127.0.0.1:14785/";
    const STATE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    fn sign_in() -> SignIn {
        SignIn::new("oa2client_x", Redirect::read(HERE).unwrap(), &[0; CHANCE])
    }

    fn read(query: &str) -> Result<String, Unfinished> {
        sign_in().read(&format!("{HERE}?{query}")).map(|code| code.text.expose_secret().to_owned())
    }

    #[test]
    fn the_address_carries_state_and_the_hash_of_the_proof() {
        let address = sign_in().address("https://app.close.com/oauth2/authorize/");
        // As `printf AAAA… | openssl dgst -sha256 -binary | base64` says, with the signs of addresses.
        assert_eq!(
            address,
            "https://app.close.com/oauth2/authorize/?client_id=oa2client_x&response_type=code\
             &redirect_uri=http%3A%2F%2F127.0.0.1%3A14785%2F\
             &state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
             &code_challenge=DwBzhbb51LfusnSGBa_hqYSgo7-j8BTQnip4TOnlzRo&code_challenge_method=S256"
        );
    }

    #[test]
    fn state_and_proof_are_different_chance() {
        let mut chance = [7; CHANCE];
        chance[0] = 8;
        let sign_in = SignIn::new("x", Redirect::read(HERE).unwrap(), &chance);
        assert_ne!(sign_in.state.expose_secret(), sign_in.verifier.expose_secret());
        assert_eq!(sign_in.verifier.expose_secret().len(), 43, "RFC 7636 wants 43 to 128");
    }

    #[test]
    fn its_own_answer_gives_the_code() {
        assert_eq!(read(&format!("code=a%2Fb&state={STATE}")).as_deref(), Ok("a/b"));
        for pasted in [format!("  {HERE}?state={STATE}&code=c \n"), format!("?code=c&state={STATE}")] {
            assert!(sign_in().read(&pasted).is_ok(), "{pasted}");
        }
    }

    #[test]
    fn answers_to_other_sign_ins_are_not_taken() {
        assert_eq!(read("code=c&state=other"), Err(Unfinished::Foreign));
        assert_eq!(read("error=access_denied&state=other"), Err(Unfinished::Foreign));
        assert_eq!(read("code=c"), Err(Unfinished::Stateless));
        assert_eq!(read("code=c&state="), Err(Unfinished::Stateless));
    }

    #[test]
    fn refusals_are_told_apart() {
        assert_eq!(read(&format!("error=access_denied&state={STATE}")), Err(Unfinished::Denied));
        assert_eq!(read("error=access_denied"), Err(Unfinished::Denied));
        let told =
            read(&format!("error=invalid_scope&error_description=No%1b%5b31m+such%0Ascope&state={STATE}"));
        assert_eq!(told, Err(Unfinished::Refused("No such scope".into())));
        assert_eq!(read(&format!("state={STATE}")), Err(Unfinished::Codeless));
    }

    #[test]
    fn other_pastes_are_told_what_to_paste() {
        let told = |text: &str| sign_in().read(text).unwrap_err();
        assert_eq!(told(" \n"), Unfinished::Nothing);
        assert_eq!(told("abc123"), Unfinished::Unreadable);
        let opened = sign_in().address("https://app.close.com/oauth2/authorize/");
        assert_eq!(told(&opened), Unfinished::NotYet(HERE.into()));
        for elsewhere in
            ["https://127.0.0.1:14785/?code=c", "http://127.0.0.1:14785/x?code=c", "http://evil/"]
        {
            assert_eq!(told(elsewhere), Unfinished::Elsewhere(HERE.into()), "{elsewhere}");
        }
    }

    #[test]
    fn a_browser_comes_back_to_this_machine_or_over_https() {
        let port = |text| Redirect::read(text).ok().and_then(|redirect| redirect.port());
        assert_eq!(port("http://127.0.0.1:0/"), Some(0));
        assert_eq!(port("http://localhost/back"), Some(80));
        assert_eq!(Redirect::read("https://crm.example/back").unwrap().port(), None);
        for text in
            ["", "127.0.0.1:1", "http://crm.example/", "http://me:pw@127.0.0.1/", "http://127.0.0.1/#a"]
        {
            assert!(Redirect::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn any_port_becomes_the_one_there_is() {
        let any = Redirect::read("http://127.0.0.1:0/back").unwrap();
        assert_eq!(any.at(4711).as_str(), "http://127.0.0.1:4711/back");
        assert_eq!(Redirect::read(HERE).unwrap().at(4711).as_str(), HERE);
    }

    #[test]
    fn nothing_secret_is_printed() {
        let sign_in = sign_in();
        let code = sign_in.read(&format!("{HERE}?code=hidden&state={STATE}")).unwrap();
        let printed = format!("{sign_in:?} {code:?}");
        assert!(!printed.contains(STATE) && !printed.contains("hidden"), "{printed}");
    }
}
