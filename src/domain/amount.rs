//! How many of something, said as a person says it: the one place that knows of one and of many.

/// So many of a thing: `1 task`, `5 tasks`, `1,200 changes`.
pub fn counted(amount: usize, noun: &str) -> String {
    let number = thousands(amount);
    match (amount, PLURALS.iter().find(|(one, _)| *one == noun)) {
        (1, _) => format!("{number} {noun}"),
        (_, Some((_, many))) => format!("{number} {many}"),
        _ => format!("{number} {noun}s"),
    }
}

/// Those that take more than an s.
const PLURALS: [(&str, &str); 3] = [
    ("call from an unknown number", "calls from unknown numbers"),
    ("SMS", "SMS"),
    ("change waits", "changes wait"),
];

/// What goes with one, or with any other number.
pub const fn agree<'a>(amount: usize, one: &'a str, many: &'a str) -> &'a str {
    if amount == 1 { one } else { many }
}

/// A number with its thousands apart: `1,200`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_any_other_number_is_many() {
        for (amount, noun, said) in [
            (0, "task", "0 tasks"),
            (1, "task", "1 task"),
            (2, "task", "2 tasks"),
            (1200, "change", "1,200 changes"),
            (1, "call from an unknown number", "1 call from an unknown number"),
            (2, "call from an unknown number", "2 calls from unknown numbers"),
            (1, "SMS", "1 SMS"),
            (3, "SMS", "3 SMS"),
            (1, "change waits", "1 change waits"),
            (2, "change waits", "2 changes wait"),
        ] {
            assert_eq!(counted(amount, noun), said);
        }
        assert_eq!([0, 1, 2].map(|amount| agree(amount, "stays", "stay")), ["stay", "stays", "stay"]);
    }

    #[test]
    fn thousands_stand_apart() {
        for (number, shown) in [(0, "0"), (999, "999"), (1200, "1,200"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(number), shown);
        }
    }
}
