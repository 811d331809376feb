//! Authorities that are trusted besides those the system trusts.
//!
//! Companies look into the traffic of their networks, and vouch for what they show instead with a certificate
//! of their own. Read from PEM; whatever of it could not be used is refused here and not at the first request.

use std::fmt;

use reqwest::Certificate;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

/// Certificates of authorities.
#[derive(Clone, Default)]
pub struct Authorities(Vec<CertificateDer<'static>>);

/// Why a file holds no authorities.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAuthorities {
    /// Nothing between the lines that mark a certificate, or no such lines.
    #[error("there is no certificate in it: it has to be PEM, from -----BEGIN CERTIFICATE----- on")]
    Empty,
    /// The same certificates in another form.
    #[error("it is DER, and has to be PEM: openssl x509 -inform der -in FILE -out FILE.pem")]
    Der,
    /// One of them is damaged.
    #[error("certificate {number} in it cannot be used ({why})")]
    Unusable {
        /// Which one, from 1.
        number: usize,
        /// What is wrong with it.
        why: String,
    },
}

impl Authorities {
    /// Reads every certificate in a PEM file.
    pub fn read(pem: &[u8]) -> Result<Self, BadAuthorities> {
        // A sequence with a length of two bytes, which no text begins with.
        if pem.starts_with(&[0x30, 0x82]) {
            return Err(BadAuthorities::Der);
        }
        let mut found = Vec::new();
        for (at, certificate) in CertificateDer::pem_slice_iter(pem).enumerate() {
            let unusable = |why: String| BadAuthorities::Unusable { number: at + 1, why };
            let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
            let added = RootCertStore::empty().add(certificate.clone());
            added.map_err(|error| unusable(error.to_string()))?;
            found.push(certificate);
        }
        if found.is_empty() { Err(BadAuthorities::Empty) } else { Ok(Self(found)) }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// As the HTTP library wants them.
    pub(super) fn certificates(&self) -> Vec<Certificate> {
        self.0.iter().filter_map(|der| Certificate::from_der(der).ok()).collect()
    }
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} certificates", self.count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUTHORITY: &[u8] = include_bytes!("../../tests/network/certificates/authority.pem");

    #[test]
    fn every_certificate_of_a_file_counts_whatever_stands_between_them() {
        let two = [b"# ours\n".as_slice(), AUTHORITY, b"\n# again\n", AUTHORITY].concat();
        let read = Authorities::read(&two).unwrap();
        assert_eq!((read.count(), read.certificates().len()), (2, 2));
        assert_eq!(format!("{read:?}"), "2 certificates");
    }

    #[test]
    fn what_holds_no_certificate_is_told_from_what_holds_a_bad_one() {
        for nothing in ["", "hello", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
            assert_eq!(Authorities::read(nothing.as_bytes()).unwrap_err(), BadAuthorities::Empty);
        }
        assert_eq!(Authorities::read(&[0x30, 0x82, 1, 2]).unwrap_err(), BadAuthorities::Der);
        let cut = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let second = Authorities::read(&[AUTHORITY, cut].concat()).unwrap_err();
        assert!(second.to_string().starts_with("certificate 2 in it cannot be used"), "{second}");
    }
}
