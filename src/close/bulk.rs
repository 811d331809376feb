//! Many ids, in portions Close takes.
//!
//! A portion names its tasks one by one. Ids that could change the meaning of a comma list never get into
//! one, and nothing is ever asked for an empty list: to Close that might mean every task there is.

use super::request::is_plain;
use crate::domain::failure::Failure;
use crate::domain::id::TaskId;
use crate::domain::query::Query;

/// The most ids in one request. Close documents no limit for bulk changes; a page is what is proven.
pub const CHUNK: usize = Query::PAGE;

/// The ids in portions, or why they cannot be sent.
pub fn chunks(ids: &[TaskId]) -> Result<impl Iterator<Item = &[TaskId]>, Failure> {
    check(ids)?;
    Ok(ids.chunks(CHUNK))
}

/// Refuses ids that would be taken for something else.
pub(super) fn check(ids: &[TaskId]) -> Result<(), Failure> {
    match ids.iter().find(|id| !is_plain(id.as_str())) {
        Some(odd) => Err(Failure::Refused(format!("{:?} is not the id of a task", odd.as_str()))),
        None => Ok(()),
    }
}

/// What a bulk change has come to that failed after some of its portions had been applied.
///
/// "Refused" would say that nothing happened, so it becomes "unclear": whoever asked has to look again.
pub(super) fn half_done(done: usize, of: usize, failure: Failure) -> Failure {
    match failure {
        Failure::Refused(why) if done > 0 => {
            Failure::Unclear(format!("{done} of {of} tasks were changed, then: {why}"))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: usize) -> Vec<TaskId> {
        (0..count).map(|number| TaskId::new(format!("task_{number}"))).collect()
    }

    fn sizes(count: usize) -> Vec<usize> {
        chunks(&ids(count)).unwrap().map(<[TaskId]>::len).collect()
    }

    #[test]
    fn portions_hold_at_most_a_hundred_and_lose_nobody() {
        assert_eq!(sizes(100), [100]);
        assert_eq!(sizes(101), [100, 1]);
        assert_eq!(sizes(250), [100, 100, 50]);
        let ids = ids(250);
        assert_eq!(chunks(&ids).unwrap().flatten().cloned().collect::<Vec<_>>(), ids);
    }

    #[test]
    fn nothing_makes_no_portion() {
        assert_eq!(sizes(0), [0; 0]);
    }

    #[test]
    fn one_odd_id_stops_the_whole() {
        for odd in ["task_1,task_2", "", "a/b"] {
            let mixed = [TaskId::new("task_1"), TaskId::new(odd)];
            let why = chunks(&mixed).err().unwrap();
            assert_eq!(why, Failure::Refused(format!("{odd:?} is not the id of a task")));
        }
        assert!(check(&[TaskId::new("noti_1")]).is_ok());
    }

    #[test]
    fn a_refusal_after_some_were_changed_is_not_a_plain_refusal() {
        let refused = || Failure::Refused("date: Bad.".into());
        assert_eq!(half_done(0, 150, refused()), refused());
        let told = Failure::Unclear("100 of 150 tasks were changed, then: date: Bad.".into());
        assert_eq!(half_done(100, 150, refused()), told);
        let busy = || Failure::Busy(std::time::Duration::from_secs(1));
        assert_eq!(half_done(100, 150, busy()), busy());
    }
}
