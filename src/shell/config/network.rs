//! Options about the way to Close: proxy and its login, and authorities to trust.

use std::fs;
use std::path::{Path, PathBuf};

use super::given::{Given, Wrong};
use super::options::Reader;
use crate::close::route::{Proxy, ProxyAddress};
use crate::close::trust::Authorities;
use crate::shell::world;

/// A proxy by its address; `auto` is that of the system, `none` is none.
pub(super) struct Through;

impl Reader for Through {
    type Value = Proxy;

    // The address itself is not repeated: there may be a password in it.
    fn read(given: &Given, into: &mut Proxy) -> Result<(), Wrong> {
        let piece = given.one()?;
        *into = match piece.text {
            "" | "auto" => Proxy::System,
            "none" => Proxy::Direct,
            text => Proxy::At(ProxyAddress::read(text).map_err(|bad| Wrong {
                at: piece.at,
                said: "that".into(),
                hint: bad.to_string(),
            })?),
        };
        Ok(())
    }

    fn show(proxy: &Proxy) -> String {
        match proxy {
            Proxy::System => "\"auto\"".into(),
            Proxy::Direct => "\"none\"".into(),
            Proxy::At(address) => format!("{:?}", address.to_string()),
        }
    }
}

/// A file of authorities, and what is in it.
#[derive(Clone, Debug, Default)]
pub struct AuthorityFile {
    /// The file, as it was named; none when empty.
    pub name: String,
    /// What it holds.
    pub authorities: Authorities,
}

/// A file of authorities by its whole path, or one that begins with `~/`; an empty one is none.
pub(super) struct Trusted;

impl Reader for Trusted {
    type Value = AuthorityFile;

    // Read at once: what is wrong with it is a mistake in the options, and told like any other.
    fn read(given: &Given, into: &mut AuthorityFile) -> Result<(), Wrong> {
        let piece = given.one()?;
        if piece.text.is_empty() {
            *into = AuthorityFile::default();
            return Ok(());
        }
        let path = whole(piece.text).ok_or_else(|| piece.wrong("write a whole path such as ~/ca.pem"))?;
        let pem = fs::read(&path).map_err(|error| piece.wrong(format!("it cannot be read ({error})")))?;
        let authorities = Authorities::read(&pem).map_err(|bad| piece.wrong(bad.to_string()))?;
        *into = AuthorityFile { name: piece.text.to_owned(), authorities };
        Ok(())
    }

    fn show(file: &AuthorityFile) -> String {
        format!("{:?}", file.name)
    }
}

fn whole(text: &str) -> Option<PathBuf> {
    match text.strip_prefix("~/") {
        Some(rest) => Some(Path::new(&world::environment("HOME")?).join(rest)),
        None => Some(PathBuf::from(text)).filter(|path| path.is_absolute()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<R: Reader>(text: &str) -> Result<R::Value, Wrong>
    where
        R::Value: Default,
    {
        let mut value = R::Value::default();
        R::read(&Given::in_variable(text), &mut value).map(|()| value)
    }

    #[test]
    fn a_proxy_is_auto_none_or_an_address() {
        assert_eq!(read::<Through>("auto"), Ok(Proxy::System));
        assert_eq!(read::<Through>("none"), Ok(Proxy::Direct));
        let proxy = read::<Through>("http://ada:secret@proxy.example:3128").unwrap();
        assert_eq!(Through::show(&proxy), "\"http://proxy.example:3128\"");
        let wrong = read::<Through>("ftp://ada:secret@proxy.example").unwrap_err();
        assert!(!format!("{wrong:?}").contains("secret") && wrong.hint.contains("or none"), "{wrong:?}");
    }

    #[test]
    fn a_file_of_authorities_is_read_and_what_is_wrong_with_it_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            path.display().to_string()
        };
        let ours = include_bytes!("../../../tests/network/certificates/authority.pem");
        let good = file("good.pem", ours);
        let read_good = read::<Trusted>(&good).unwrap();
        assert_eq!((read_good.authorities.count(), Trusted::show(&read_good)), (1, format!("{good:?}")));
        for (text, expected) in [
            (file("empty.pem", b""), "there is no certificate in it"),
            (folder.path().join("absent").display().to_string(), "it cannot be read ("),
            ("ca.pem".to_owned(), "write a whole path"),
        ] {
            let wrong = read::<Trusted>(&text).unwrap_err();
            assert!(wrong.hint.starts_with(expected) && wrong.said == format!("{text:?}"), "{wrong:?}");
        }
        assert_eq!(read::<Trusted>("").unwrap().authorities.count(), 0);
    }
}
