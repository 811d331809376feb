//! Numbers and texts to bytes and back.
//!
//! A [`Reader`] never panics and never takes more memory than its bytes justify, whatever it is given. Knows
//! nothing of tasks.

use std::num::TryFromIntError;

use crate::domain::id::{Text, Texts};

/// Writes values one after the other.
#[derive(Default)]
pub(super) struct Pen(Vec<u8>);

impl Pen {
    /// Everything written.
    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    /// A number, small ones in one byte: seven bits each, the lowest first, the top bit for "more follows".
    pub(super) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.0.push(value.to_le_bytes()[0]);
    }

    /// A number that may be negative; small ones of either sign stay small.
    pub(super) fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, value: bool) {
        self.number(value.into());
    }

    /// A text, its length in bytes first.
    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Whether there is a value, and then the value.
    pub(super) fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// A text that may be missing, which is not the same as empty.
    pub(super) fn maybe_text(&mut self, text: Option<&Text>) {
        self.maybe(text, |pen, text| pen.text(text));
    }
}

/// The bytes are not what is expected there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Strange;

impl From<TryFromIntError> for Strange {
    fn from(_: TryFromIntError) -> Self {
        Self
    }
}

/// A value, unless the bytes are something else.
pub(super) type Read<T> = Result<T, Strange>;

/// Reads what a [`Pen`] wrote.
pub(super) struct Reader<'a> {
    left: &'a [u8],
    shared: &'a mut Shared,
}

impl<'a> Reader<'a> {
    /// A reader at the first of these bytes.
    pub(super) fn new(bytes: &'a [u8], shared: &'a mut Shared) -> Self {
        Self { left: bytes, shared }
    }

    /// Whether everything has been read.
    pub(super) fn is_at_end(&self) -> bool {
        self.left.is_empty()
    }

    /// A number.
    pub(super) fn number(&mut self) -> Read<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (byte, left) = self.left.split_first().ok_or(Strange)?;
            self.left = left;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Strange)
    }

    /// A number that may be negative.
    pub(super) fn signed(&mut self) -> Read<i64> {
        let value = self.number()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// Yes or no.
    pub(super) fn flag(&mut self) -> Read<bool> {
        match self.number()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Strange),
        }
    }

    /// A text, where it lies.
    pub(super) fn piece(&mut self) -> Read<&'a str> {
        let length = self.number()?.try_into()?;
        let (bytes, left) = self.left.split_at_checked(length).ok_or(Strange)?;
        self.left = left;
        std::str::from_utf8(bytes).map_err(|_| Strange)
    }

    /// A text of its own.
    pub(super) fn text(&mut self) -> Read<Text> {
        self.piece().map(Text::from)
    }

    /// A text that other tasks are likely to have too.
    pub(super) fn common_text(&mut self) -> Read<Text> {
        let piece = self.piece()?;
        Ok(self.shared.share(piece))
    }

    /// A value that may be missing.
    pub(super) fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Ok(None) }
    }

    /// A text that may be missing.
    pub(super) fn maybe_text(&mut self) -> Read<Option<Text>> {
        self.maybe(Self::text)
    }
}

/// The texts read so far: one copy of a name serves all tasks that carry it.
#[derive(Default)]
pub(super) struct Shared(Texts);

impl Shared {
    fn share(&mut self, text: &str) -> Text {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let text = Text::from(text);
        self.0.insert(text.clone());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_size_come_back() {
        for value in [0, 1, -1, 63, 64, -64, -65, i64::from(i32::MIN), i64::MAX, i64::MIN] {
            let mut pen = Pen::default();
            pen.signed(value);
            pen.number(value.cast_unsigned());
            let (bytes, mut shared) = (pen.finish(), Shared::default());
            let mut reader = Reader::new(&bytes, &mut shared);
            assert_eq!(reader.signed(), Ok(value));
            assert_eq!(reader.number(), Ok(value.cast_unsigned()));
            assert!(reader.is_at_end());
        }
    }

    #[test]
    fn a_number_without_end_is_refused() {
        let mut shared = Shared::default();
        assert_eq!(Reader::new(&[0xff; 20], &mut shared).number(), Err(Strange));
    }

    #[test]
    fn a_text_longer_than_its_bytes_is_refused() {
        let mut pen = Pen::default();
        pen.number(u64::MAX);
        let (bytes, mut shared) = (pen.finish(), Shared::default());
        assert_eq!(Reader::new(&bytes, &mut shared).text(), Err(Strange));
    }

    #[test]
    fn a_missing_text_is_not_an_empty_one() {
        let mut pen = Pen::default();
        pen.maybe_text(None);
        pen.maybe_text(Some(&"".into()));
        let (bytes, mut shared) = (pen.finish(), Shared::default());
        let mut reader = Reader::new(&bytes, &mut shared);
        assert_eq!(reader.maybe_text(), Ok(None));
        assert_eq!(reader.maybe_text(), Ok(Some("".into())));
    }

    #[test]
    fn one_copy_of_a_name_serves_all() {
        let mut shared = Shared::default();
        let first = shared.share("Ada Lovelace");
        (0..40_000).for_each(|number| drop(shared.share(&number.to_string())));
        assert!(first.is_shared_with(&shared.share("Ada Lovelace")));
        assert_eq!(&*shared.share("Bo"), "Bo");
    }
}
