//! The accounts in the file: a section each, such as `[accounts.work]`.
//!
//! [`ACCOUNT_OPTIONS`] is the table of what may stand in one, made and read as the options are. A mistake costs
//! the one line it is in, and never repeats what might be a key.

use ratatui::style::Color;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::given::{Given, Wrong};
use super::look;
use super::mistake::nearest;
use super::options::Reader;
use super::plain::{Address, Truth, Words};
use crate::close::base_url::BaseUrl;

/// The longest name of an account.
const LONGEST: usize = 32;
/// What an account is.
const SECTION: &str = "An account is a section with a name, such as [accounts.work].";

/// One account: a person in an organisation, under a name of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What the user calls it.
    pub name: String,
    /// The command whose first line of output is the key; nothing when empty.
    pub api_key_cmd: String,
    /// Whether the key is in the keyring of the operating system.
    pub keyring: bool,
    /// Whether nothing may be changed.
    pub read_only: bool,
    /// The colour it is known by; none is that of the theme.
    pub accent: Option<Color>,
    /// Where Close is; none is where it is for all.
    pub base_url: Option<BaseUrl>,
}

/// Something that may be set for an account.
#[derive(Clone, Copy, Debug)]
pub struct AccountRow {
    /// Its name in the file.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub says: &'static str,
    set: fn(&mut Account, &Given) -> Result<(), Wrong>,
    show: fn(&Account) -> String,
}

macro_rules! account_options {
    ($($name:ident: $reader:ty, $says:literal;)+) => {
        /// Everything that may be set for an account.
        pub const ACCOUNT_OPTIONS: &[AccountRow] = &[$(AccountRow {
            name: stringify!($name),
            says: $says,
            set: |account, given| <$reader>::read(given, &mut account.$name),
            show: |account| <$reader>::show(&account.$name),
        }),+];
    };
}

account_options! {
    api_key_cmd: Words, "A command whose first line of output is the key, such as pass show close.";
    keyring: Truth, "Whether the key is in the keyring of the operating system.";
    read_only: Truth, "Whether nothing may be changed.";
    accent: Accent, "The colour it is known by, such as bright-red or #cc6600.";
    base_url: OwnAddress, "Where Close is, if somewhere else than for the other accounts.";
}

impl Account {
    /// An account of this name, of which nothing is set.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            api_key_cmd: String::new(),
            keyring: false,
            read_only: false,
            accent: None,
            base_url: None,
        }
    }
}

impl AccountRow {
    /// Its value in this account, as it would be written in the file.
    pub fn show(&self, account: &Account) -> String {
        (self.show)(account)
    }
}

/// Why a text cannot be the name of an account: it is also that of a file, and typed behind a flag.
pub fn check_name(name: &str) -> Result<(), &'static str> {
    let begins = name.starts_with(|char: char| char.is_ascii_alphanumeric());
    let is_plain = |char: char| char.is_ascii_alphanumeric() || char == '-' || char == '_';
    if begins && name.len() <= LONGEST && name.chars().all(is_plain) {
        Ok(())
    } else {
        Err("use up to 32 letters, digits, - and _, and begin with a letter or digit")
    }
}

/// A colour by its name or number; an empty text is none.
struct Accent;

impl Reader for Accent {
    type Value = Option<Color>;

    fn read(given: &Given, into: &mut Self::Value) -> Result<(), Wrong> {
        let piece = given.one()?;
        *into = if piece.text.is_empty() { None } else { Some(look::colour(piece)?) };
        Ok(())
    }

    fn show(accent: &Self::Value) -> String {
        format!("{:?}", accent.map(look::word).unwrap_or_default())
    }
}

/// An address of one account; an empty text is that of all.
struct OwnAddress;

impl Reader for OwnAddress {
    type Value = Option<BaseUrl>;

    fn read(given: &Given, into: &mut Self::Value) -> Result<(), Wrong> {
        let mut url = BaseUrl::default();
        *into = match given.one()?.text {
            "" => None,
            _ => Address::read(given, &mut url).map(|()| Some(url))?,
        };
        Ok(())
    }

    fn show(url: &Self::Value) -> String {
        format!("{:?}", url.as_ref().map(BaseUrl::as_str).unwrap_or_default())
    }
}

/// The accounts of a file, and what is wrong with some of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Accounts {
    /// In the order of the file.
    pub(super) all: Vec<Account>,
    /// What cannot be, each with where it stands.
    pub(super) mistakes: Vec<(usize, String)>,
}

impl Accounts {
    /// Reads what stands in the file under `accounts`.
    pub(super) fn read(value: &Spanned<DeValue<'_>>) -> Self {
        let mut accounts = Self::default();
        let DeValue::Table(sections) = value.get_ref() else {
            accounts.wrong(value.span().start, SECTION);
            return accounts;
        };
        let mut sections: Vec<_> = sections.iter().collect();
        sections.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in sections {
            accounts.read_one(name.span().start, name.get_ref(), value.get_ref());
        }
        accounts
    }

    fn read_one(&mut self, at: usize, name: &str, value: &DeValue<'_>) {
        let DeValue::Table(table) = value else { return self.wrong(at, SECTION) };
        if let Err(why) = check_name(name) {
            return self.wrong(at, format!("{name:?} cannot be an account: {why}."));
        }
        let mut account = Account::new(name);
        self.fill(&mut account, table);
        self.all.push(account);
    }

    fn fill(&mut self, account: &mut Account, table: &DeTable<'_>) {
        for (name, value) in table {
            let Some(row) = ACCOUNT_OPTIONS.iter().find(|row| row.name == name.get_ref()) else {
                self.wrong(name.span().start, unknown(&account.name, name.get_ref()));
                continue;
            };
            let wrong = (row.set)(account, &Given::in_file(value)).err();
            wrong
                .into_iter()
                .for_each(|wrong| self.wrong(wrong.at, refusal(&account.name, row.name, &wrong)));
        }
    }

    fn wrong(&mut self, at: usize, sentence: impl Into<String>) {
        self.mistakes.push((at, sentence.into()));
    }
}

fn refusal(account: &str, name: &str, Wrong { said, hint, .. }: &Wrong) -> String {
    let end = if hint.ends_with('?') { "" } else { "." };
    format!("{name} of {account} cannot be {said}: {hint}{end}")
}

fn unknown(account: &str, name: &str) -> String {
    if name == "api_key" {
        return format!(
            "The key of an account does not stand in this file: run `closeout login --account {account}`, \
             or name a command in api_key_cmd."
        );
    }
    let names = ACCOUNT_OPTIONS.iter().map(|row| row.name);
    match nearest(name, names.clone()) {
        Some(near) => format!("An account has no {name:?}; did you mean {near}?"),
        None => format!("An account has no {name:?}; it has {}.", names.collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Accounts {
        let (table, _) = DeTable::parse_recoverable(toml);
        Accounts::read(table.get_ref().get("accounts").unwrap())
    }

    fn said(toml: &str) -> Vec<String> {
        read(toml).mistakes.into_iter().map(|(_, sentence)| sentence).collect()
    }

    #[test]
    fn accounts_are_read_in_the_order_of_the_file() {
        let toml = "[accounts.work]\napi_key_cmd = 'pass close'\naccent = 'bright-red'\n\
                    [accounts.home]\nread_only = true\nbase_url = 'http://127.0.0.1:1/api/v1'\nkeyring = 'yes'\n";
        let accounts = read(toml);
        assert!(accounts.mistakes.is_empty(), "{:?}", accounts.mistakes);
        let [work, home] = &accounts.all[..] else { panic!("{accounts:?}") };
        assert_eq!(
            (&*work.name, &*work.api_key_cmd, work.accent),
            ("work", "pass close", Some(Color::LightRed))
        );
        assert_eq!((&*home.name, home.read_only, home.keyring), ("home", true, true));
        assert_eq!(home.base_url.as_ref().map(BaseUrl::as_str), Some("http://127.0.0.1:1/api/v1"));
    }

    #[test]
    fn a_mistake_costs_one_line_and_says_what_would_be_right() {
        let toml = "[accounts.work]\nread_onyl = true\nread_only = 'perhaps'\naccent = 'bright-rde'\nkeyring = true\n";
        let accounts = read(toml);
        assert!(accounts.all[0].keyring && !accounts.all[0].read_only);
        let mut said = said(toml);
        said.sort();
        assert_eq!(
            said,
            [
                "An account has no \"read_onyl\"; did you mean read_only?",
                "accent of work cannot be \"bright-rde\": did you mean \"bright-red\"?",
                "read_only of work cannot be \"perhaps\": use true or false.",
            ]
        );
    }

    #[test]
    fn a_key_in_the_section_is_answered_with_where_it_belongs_and_not_repeated() {
        let said = said("[accounts.work]\napi_key = 'api_secret'\n");
        assert!(said[0].contains("closeout login --account work") && !said[0].contains("secret"), "{said:?}");
    }

    #[test]
    fn what_is_no_section_with_a_name_is_said_to_be_none() {
        assert_eq!(said("accounts = 3\n"), [SECTION]);
        assert_eq!(said("[accounts]\nwork = 'api_secret'\n"), [SECTION]);
        assert!(said("[accounts.'../x']\n")[0].starts_with("\"../x\" cannot be an account"));
        for name in ["work", "w-2_b", "2nd"] {
            assert_eq!(check_name(name), Ok(()));
        }
        for name in ["", "-x", "a b", "a/b", "é", &"x".repeat(33)] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn every_value_shown_reads_back_as_itself() {
        let mut account =
            Account { accent: Some(Color::Indexed(208)), read_only: true, ..Account::new("work") };
        for accent in [Color::Gray, Color::White, Color::LightRed, Color::DarkGray, Color::Rgb(1, 2, 250)] {
            account.accent = Some(accent);
            let lines = ACCOUNT_OPTIONS.iter().map(|row| format!("{} = {}\n", row.name, row.show(&account)));
            let again = read(&format!("[accounts.work]\n{}", lines.collect::<String>()));
            assert_eq!((again.all, again.mistakes), (vec![account.clone()], vec![]));
        }
    }
}
