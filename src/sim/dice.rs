//! Chance that repeats: the same seed always gives the same world.
//!
//! A splitmix64 generator and the identifiers made from it. Good enough to look natural, not a source of
//! secrets.

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Prefixes whose identifiers carry 22 characters; all others carry 43. Counted on real records.
const SHORT: [&str; 8] = ["ev", "req", "pipe", "media", "seq", "sub", "step", "group"];

/// A deterministic source of chance.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always roll the same for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `end`; 0 when there is nothing to choose from.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.roll() % end).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add(i64::try_from(self.roll() % span).unwrap_or(0))
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.roll() % 100 < percent
    }

    /// One of the choices; none only when there are none.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.below(choices.len()))
    }

    /// One of the words; empty only when there are none.
    pub fn word<'a>(&mut self, words: &'a [String]) -> &'a str {
        self.pick(words).map_or("", String::as_str)
    }

    /// Puts the items in another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }

    /// A new identifier: the prefix, an underscore, and as many base62 characters as Close uses for it.
    pub fn id(&mut self, prefix: &str) -> String {
        let length = if SHORT.contains(&prefix) { 22 } else { 43 };
        let mut id = String::with_capacity(prefix.len() + 1 + length);
        id.push_str(prefix);
        id.push('_');
        let mut source = 0;
        for position in 0..length {
            // Ten base62 digits fit into one roll.
            if position % 10 == 0 {
                source = self.roll();
            }
            let digit = usize::try_from(source % 62).unwrap_or(0);
            id.push(ALPHABET.get(digit).map_or('0', |&byte| char::from(byte)));
            source /= 62;
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_rolls_the_same() {
        let (mut one, mut two) = (Dice::new(7), Dice::new(7));
        assert_eq!([one.roll(), one.roll()], [two.roll(), two.roll()]);
    }

    #[test]
    fn ids_are_as_long_as_those_of_close() {
        let mut dice = Dice::new(1);
        assert_eq!(dice.id("task").len(), "task_".len() + 43);
        assert_eq!(dice.id("seq").len(), "seq_".len() + 22);
    }

    #[test]
    fn numbers_stay_within_their_bounds() {
        let mut dice = Dice::new(3);
        assert!((0..1000).all(|_| (-2..=2).contains(&dice.between(-2, 2))));
        assert!((0..1000).all(|_| dice.below(5) < 5));
        assert_eq!(dice.below(0), 0);
    }
}
