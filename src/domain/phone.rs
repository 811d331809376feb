//! Telephone numbers as people read them, where Close sends only their digits.
//!
//! A number is grouped as its country groups it, as far as that can be told from how it begins; any other stands in
//! groups of three and four behind its country's code. Nothing but spaces and dashes is added, and what is not a plain
//! international number stays as it is.

/// A way of grouping: the code of the country, how the number goes on (a dot is any digit), and how many digits
/// stand together; a last group of none takes the rest.
type Plan = (&'static str, &'static str, &'static [usize]);

/// The first that fits counts.
const PLANS: &[Plan] = &[
    ("1", "", &[3, 3, 4]),
    ("7", "", &[3, 3, 2, 2]),
    ("27", "", &[2, 3, 4]),
    ("30", "", &[3, 3, 4]),
    ("31", "6", &[1, 8]),
    ("31", "", &[2, 3, 4]),
    ("32", "4", &[3, 2, 2, 2]),
    ("32", "", &[1, 3, 2, 2]),
    ("33", "", &[1, 2, 2, 2, 2]),
    ("34", "", &[3, 2, 2, 2]),
    ("351", "2", &[2, 3, 4]),
    ("351", "", &[3, 3, 3]),
    ("352", "6", &[3, 3, 3]),
    ("353", "1", &[1, 3, 4]),
    ("353", "", &[2, 3, 4]),
    ("354", "", &[3, 4]),
    ("358", "4", &[2, 0]),
    ("358", "", &[1, 0]),
    ("36", "1", &[1, 3, 4]),
    ("36", "", &[2, 3, 4]),
    ("39", "02", &[2, 4, 0]),
    ("39", "06", &[2, 4, 0]),
    ("39", "3", &[3, 3, 4]),
    ("39", "0", &[3, 0]),
    ("40", "", &[2, 3, 4]),
    ("41", "", &[2, 3, 2, 2]),
    ("420", "", &[3, 3, 3]),
    ("421", "", &[3, 3, 3]),
    ("43", "1", &[1, 0]),
    ("43", "", &[3, 0]),
    ("44", "2", &[2, 4, 4]),
    ("44", "3", &[3, 3, 4]),
    ("44", "8", &[3, 3, 4]),
    ("44", "11", &[3, 3, 4]),
    ("44", "1.1", &[3, 3, 4]),
    ("44", "", &[4, 6]),
    ("45", "", &[2, 2, 2, 2]),
    ("46", "8", &[1, 3, 3, 2]),
    ("46", "", &[2, 3, 2, 2]),
    ("47", "4", &[3, 2, 3]),
    ("47", "9", &[3, 2, 3]),
    ("47", "", &[2, 2, 2, 2]),
    ("48", "5", &[3, 3, 3]),
    ("48", "6", &[3, 3, 3]),
    ("48", "7", &[3, 3, 3]),
    ("48", "8", &[3, 3, 3]),
    ("48", "", &[2, 3, 2, 2]),
    ("49", "30", &[2, 0]),
    ("49", "40", &[2, 0]),
    ("49", "69", &[2, 0]),
    ("49", "89", &[2, 0]),
    ("49", "15", &[4, 0]),
    ("49", "1", &[3, 0]),
    ("49", "..1", &[3, 0]),
    ("49", "", &[4, 0]),
    ("52", "55", &[2, 4, 4]),
    ("52", "33", &[2, 4, 4]),
    ("52", "81", &[2, 4, 4]),
    ("52", "", &[3, 3, 4]),
    ("55", "", &[2, 5, 4]),
    ("55", "", &[2, 4, 4]),
    ("61", "4", &[3, 3, 3]),
    ("61", "", &[1, 4, 4]),
    ("64", "2", &[2, 3, 4]),
    ("64", "", &[1, 3, 4]),
    ("65", "", &[4, 4]),
    ("81", "3", &[1, 4, 4]),
    ("81", "6", &[1, 4, 4]),
    ("81", "", &[2, 4, 4]),
    ("82", "2", &[1, 4, 4]),
    ("82", "", &[2, 4, 4]),
    ("852", "", &[4, 4]),
    ("86", "1..", &[3, 4, 4]),
    ("86", "", &[2, 4, 4]),
    ("90", "", &[3, 3, 4]),
    ("91", "", &[5, 5]),
    ("971", "5", &[2, 3, 4]),
    ("971", "", &[1, 3, 4]),
    ("972", "5", &[2, 3, 4]),
    ("972", "", &[1, 3, 4]),
];

/// The codes of countries that have two digits; one begins with 1 or 7, and all others have three.
const OF_TWO: &[u8] = &[
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58,
    60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
];

/// The longest number there may be, and the shortest that is worth grouping.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// A plain international number in groups; nothing where it is something else.
pub fn grouped(number: &str) -> Option<String> {
    let digits = number.trim().strip_prefix('+')?;
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && DIGITS.contains(&digits.len());
    let (code, rest) = digits.split_at_checked(code_length(digits).filter(|_| is_plain)?)?;
    // North American numbers are usually written with dashes.
    let between = if code == "1" { "-" } else { " " };
    let fitting = PLANS.iter().filter(|(of, ..)| *of == code).find_map(|plan| fit(plan, rest));
    let groups = fitting.unwrap_or_else(|| split(rest, &usual(rest.len())));
    Some(format!("+{code} {}", groups.join(between)))
}

fn code_length(digits: &str) -> Option<usize> {
    let first_two = digits.get(..2)?.parse::<u8>().ok()?;
    Some(match first_two {
        10..=19 | 70..=79 => 1,
        two if OF_TWO.contains(&two) => 2,
        _ => 3,
    })
}

fn fit<'a>((_, begins, groups): &Plan, rest: &'a str) -> Option<Vec<&'a str>> {
    let is_like = begins.len() <= rest.len()
        && begins.bytes().zip(rest.bytes()).all(|(pattern, digit)| pattern == b'.' || pattern == digit);
    let fixed: usize = groups.iter().sum();
    let has_length = if groups.last() == Some(&0) { rest.len() > fixed + 2 } else { rest.len() == fixed };
    (is_like && has_length).then(|| split(rest, groups))
}

fn split<'a>(rest: &'a str, groups: &[usize]) -> Vec<&'a str> {
    let mut left = rest;
    let mut all = Vec::new();
    for length in groups {
        let length = if *length == 0 { left.len() } else { *length };
        let (group, more) = left.split_at(length.min(left.len()));
        all.push(group);
        left = more;
    }
    all
}

// Groups of three, the last ones of four where it does not come out even.
fn usual(count: usize) -> Vec<usize> {
    let fours = match count % 3 {
        0 => 0,
        1 => 1,
        _ => 2,
    };
    let threes = count.saturating_sub(fours * 4) / 3;
    let mut groups = vec![3; threes];
    groups.extend(vec![4; fours]);
    if groups.iter().sum::<usize>() == count { groups } else { vec![0] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_their_country_does() {
        for shown in [
            "+1 541-555-0133",
            "+44 20 7946 0018",
            "+44 131 496 0177",
            "+44 113 496 0142",
            "+44 7700 900123",
            "+44 1632 960983",
            "+49 30 901820",
            "+49 221 4710123",
            "+49 6221 54321",
            "+49 170 1234567",
            "+33 1 42 68 53 00",
            "+34 912 34 56 78",
            "+351 21 555 0142",
            "+47 55 55 01 42",
            "+48 12 555 01 42",
            "+48 601 234 567",
            "+41 44 668 18 00",
            "+39 06 6982 0000",
            "+61 2 9374 4000",
            "+55 11 91234 5678",
            "+55 11 3241 5678",
            "+81 3 1234 5678",
            "+91 98765 43210",
            "+353 1 234 5678",
            "+420 224 123 456",
        ] {
            let digits: String =
                shown.chars().filter(|letter| *letter == '+' || letter.is_ascii_digit()).collect();
            assert_eq!(grouped(&digits).as_deref(), Some(shown));
        }
    }

    #[test]
    fn a_number_of_a_country_without_a_plan_stands_in_threes_and_fours() {
        for shown in
            ["+380 44 123 4567", "+20 212 345 678", "+506 2212 3456", "+298 123 456", "+998 71 123 4567"]
        {
            let digits: String = shown.chars().filter(|letter| *letter != ' ').collect();
            let told = grouped(&digits).unwrap();
            assert_eq!(told.replace(' ', ""), digits, "no digit is lost");
            let longest = told.split(' ').skip(1).map(str::len).max();
            assert!(longest <= Some(4), "{told}");
        }
    }

    #[test]
    fn what_is_no_plain_international_number_stays_as_it_is() {
        for other in [
            "",
            "+",
            "+1",
            "0301234567",
            "+49 30 901820",
            "+4930901820 x12",
            "+1541é550133",
            "+12345678901234567",
        ] {
            assert_eq!(grouped(other), None, "{other}");
        }
    }
}
