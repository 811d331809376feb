//! Ids of tasks, as arguments or one a line from standard input.
//!
//! Blank lines and repetitions are passed over. One that cannot be an id stops everything before anything is
//! changed: what was meant by it is not known, and a list with something odd in it may be the wrong list.

use std::collections::HashSet;
use std::io::BufRead;

use super::MISTAKEN;
use super::trouble::Trouble;
use crate::close::bulk;
use crate::domain::id::TaskId;

/// How many odd ids are named.
const NAMED: usize = 5;
/// Longer than any id of Close.
const LONGEST: usize = 200;

/// The tasks that were named, each once, in order; `-` stands for those on the input.
pub(super) fn read(given: &[String], input: &mut dyn BufRead) -> Result<Vec<TaskId>, Trouble> {
    let mut found = Found::default();
    for word in given {
        if word == "-" {
            read_lines(input, &mut found)?;
        } else {
            found.take(word, "");
        }
    }
    if found.odd.is_empty() { Ok(found.ids) } else { Err(Trouble::new(MISTAKEN, found.complaint())) }
}

/// Refuses what cannot be an id at all.
pub(super) fn check(id: &str) -> Result<(), Trouble> {
    if is_fine(id) { Ok(()) } else { Err(Trouble::new(MISTAKEN, format!("{id:?} is not an id of Close"))) }
}

fn is_fine(id: &str) -> bool {
    id.len() <= LONGEST && bulk::chunks(&[TaskId::new(id)]).is_ok()
}

fn read_lines(input: &mut dyn BufRead, found: &mut Found) -> Result<(), Trouble> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| format!("the ids cannot be read: {error}"))? == 0 {
            break;
        }
        found.take(&String::from_utf8_lossy(&line), &format!(" (line {number})"));
    }
    Ok(())
}

#[derive(Default)]
struct Found {
    ids: Vec<TaskId>,
    seen: HashSet<TaskId>,
    odd: Vec<String>,
    odd_count: usize,
}

impl Found {
    fn take(&mut self, word: &str, place: &str) {
        let word = word.trim();
        if word.is_empty() {
            return;
        }
        let id = TaskId::new(word);
        if !is_fine(word) {
            self.odd_count += 1;
            if self.odd.len() < NAMED {
                let short: String = word.chars().take(60).collect();
                self.odd.push(format!("{short:?}{place}"));
            }
        } else if self.seen.insert(id.clone()) {
            self.ids.push(id);
        }
    }

    fn complaint(&self) -> String {
        let more = match self.odd_count - self.odd.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named = self.odd.join(", ");
        format!("not the id of a task: {named}{more}; nothing was changed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(given: &[&str], input: &str) -> Result<Vec<String>, Trouble> {
        let given: Vec<String> = given.iter().map(|word| (*word).to_owned()).collect();
        let ids = read(&given, &mut input.as_bytes())?;
        Ok(ids.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn blank_lines_and_repetitions_are_passed_over() {
        let found = ids(&["-"], "task_1\r\n\n  task_2 \ntask_1\n\n").unwrap();
        assert_eq!(found, ["task_1", "task_2"]);
        assert_eq!(
            ids(&["task_2", "-", "task_3"], "task_1\ntask_3").unwrap(),
            ["task_2", "task_1", "task_3"]
        );
        assert_eq!(ids(&["-"], "").unwrap(), [""; 0]);
    }

    #[test]
    fn what_cannot_be_an_id_is_named_with_its_line() {
        let trouble = ids(&["-"], "task_1\nnull extra\n../x\n").unwrap_err();
        assert_eq!(trouble.code, MISTAKEN);
        assert!(trouble.sentence.contains(r#""null extra" (line 2), "../x" (line 3)"#), "{trouble:?}");
        let many = "a b\n".repeat(9);
        assert!(ids(&["-"], &many).unwrap_err().sentence.contains("and 4 more"));
        assert_eq!(ids(&["a,b"], "").unwrap_err().code, MISTAKEN);
    }

    #[test]
    fn bytes_that_are_no_text_are_a_complaint_too() {
        let given = ["-".to_owned()];
        assert_eq!(read(&given, &mut &b"\xff\xfe\n"[..]).unwrap_err().code, MISTAKEN);
    }
}
