//! What goes wrong, as a schedule.
//!
//! Pure data, so a test can say "accept the second write, but lose the answer" and mean exactly that. What a
//! fault does to the world and the answer is decided here; making anybody wait or closing sockets is not.

use std::collections::VecDeque;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::dice::Dice;
use super::errors::Refusal;
use super::serve::{effective_method, serve};
use super::world::World;
use crate::close::transport::{Method, Request, Response};

/// One way a request can go wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Carried out at once, answered late.
    Slow(Duration),
    /// Never carried out: the connection does not come about or breaks before.
    Down,
    /// Not carried out, with a sentence for people.
    Refused {
        /// Usually 400.
        status: u16,
        /// The reason given.
        sentence: String,
    },
    /// Not carried out: 429 with this many seconds to wait.
    Throttled {
        /// For the `retry-after` header.
        seconds: u32,
    },
    /// Carried out, but the connection breaks before the answer.
    AnswerLost,
    /// Carried out, answered with a page of HTML.
    Garbage,
    /// Not carried out: 503 with an empty body.
    ServerError,
}

/// Which requests a scripted fault waits for.
#[derive(Clone, Debug, Default)]
pub struct Which {
    is_write: Option<bool>,
    path: Option<String>,
    passes: usize,
}

/// What goes wrong, and when.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    script: Vec<(Which, Fault)>,
    refusals: VecDeque<String>,
    mood: Option<(Mood, Dice)>,
}

#[derive(Clone, Copy, Debug)]
enum Mood {
    Flaky,
    Slow,
    Down,
    Throttled,
    Lossy,
}

/// A word for faults that nobody knows.
#[derive(Debug, thiserror::Error)]
#[error("unknown faults {0:?}: use none, flaky, slow, down, throttled or lossy")]
pub struct UnknownFaults(String);

impl Which {
    /// The next request, whatever it is.
    #[must_use]
    pub fn any() -> Self {
        Self::default()
    }

    /// The next request that changes something.
    #[must_use]
    pub fn write() -> Self {
        Self { is_write: Some(true), ..Self::default() }
    }

    /// The next request that only reads.
    #[must_use]
    pub fn read() -> Self {
        Self { is_write: Some(false), ..Self::default() }
    }

    /// Only requests whose path starts so.
    #[must_use]
    pub fn at(self, path: &str) -> Self {
        Self { path: Some(path.to_owned()), ..self }
    }

    /// Not the next but the `count`th such request; 1 is the next.
    #[must_use]
    pub fn nth(self, count: usize) -> Self {
        Self { passes: count.saturating_sub(1), ..self }
    }

    fn matches(&self, request: &Request) -> bool {
        self.is_write.is_none_or(|is_write| is_write == changes_something(request))
            && self.path.as_ref().is_none_or(|path| request.path.starts_with(path))
    }
}

impl Faults {
    /// Nothing goes wrong.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Each fault happens once, to the request it waits for.
    #[must_use]
    pub fn script(script: Vec<(Which, Fault)>) -> Self {
        Self { script, ..Self::default() }
    }

    /// A bit of everything, in about a quarter of the requests.
    #[must_use]
    pub fn flaky(seed: u64) -> Self {
        Self::in_mood(Mood::Flaky, seed)
    }

    /// Nothing gets through.
    #[must_use]
    pub fn down() -> Self {
        Self::in_mood(Mood::Down, 0)
    }

    /// The faults a word on the command line stands for.
    pub fn named(word: &str, seed: u64) -> Result<Self, UnknownFaults> {
        let mood = match word {
            "none" => return Ok(Self::none()),
            "flaky" => Mood::Flaky,
            "slow" => Mood::Slow,
            "down" => Mood::Down,
            "throttled" => Mood::Throttled,
            "lossy" => Mood::Lossy,
            _ => return Err(UnknownFaults(word.to_owned())),
        };
        Ok(Self::in_mood(mood, seed))
    }

    /// The next write is refused with this sentence.
    pub fn refuse_next(&mut self, sentence: impl Into<String>) {
        self.refusals.push_back(sentence.into());
    }

    /// Adds a fault to the script.
    pub fn add(&mut self, which: Which, fault: Fault) {
        self.script.push((which, fault));
    }

    /// What goes wrong with this request, if anything. Every request must be shown exactly once.
    pub fn next(&mut self, request: &Request) -> Option<Fault> {
        if changes_something(request)
            && let Some(sentence) = self.refusals.pop_front()
        {
            return Some(Fault::Refused { status: 400, sentence });
        }
        let mut due = None;
        for (place, (which, _)) in
            self.script.iter_mut().enumerate().filter(|(_, (which, _))| which.matches(request))
        {
            match which.passes {
                0 => due = due.or(Some(place)),
                _ => which.passes -= 1,
            }
        }
        if let Some(place) = due {
            return Some(self.script.remove(place).1);
        }
        let (mood, dice) = self.mood.as_mut()?;
        mood.strike(dice, changes_something(request))
    }

    fn in_mood(mood: Mood, seed: u64) -> Self {
        Self { mood: Some((mood, Dice::new(seed))), ..Self::default() }
    }
}

impl Mood {
    fn strike(self, dice: &mut Dice, is_write: bool) -> Option<Fault> {
        let roll = dice.roll() % 100;
        let slow = Fault::Slow(Duration::from_millis(dice.between(400, 3000).unsigned_abs()));
        match (self, roll) {
            (Self::Slow, _) | (Self::Flaky, 0..10) => Some(slow),
            (Self::Throttled, 0..35) => Some(Fault::Throttled { seconds: 3 }),
            (Self::Lossy, 0..40) if is_write => Some(Fault::AnswerLost),
            (Self::Down, _) | (Self::Lossy, 0..10) | (Self::Flaky, 10..14) => Some(Fault::Down),
            (Self::Flaky, 14..18) => Some(Fault::ServerError),
            (Self::Flaky, 18..21) => Some(Fault::Throttled { seconds: 2 }),
            (Self::Flaky, 21..25) => Some(Fault::AnswerLost),
            (Self::Flaky, 25..26) => Some(Fault::Garbage),
            _ => None,
        }
    }
}

/// What becomes of a request: how long its answer takes, and whether there is one.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) wait: Duration,
    pub(super) answer: Answer,
}

#[derive(Debug)]
pub(super) enum Answer {
    Given(Response),
    /// Nothing was carried out.
    Unreachable,
    /// Everything was carried out, but nobody hears of it.
    Lost,
}

/// Answers a request as [`serve`] does, unless something goes wrong.
pub(super) fn carry_out(
    world: &mut World,
    faults: &mut Faults,
    now: DateTime<Utc>,
    request: &Request,
) -> Outcome {
    let mut wait = Duration::ZERO;
    let answer = match faults.next(request) {
        None => Answer::Given(serve(world, now, request)),
        Some(Fault::Slow(delay)) => {
            wait = delay;
            Answer::Given(serve(world, now, request))
        }
        Some(Fault::Down) => Answer::Unreachable,
        Some(Fault::Refused { status, sentence }) => {
            Answer::Given(Refusal::general(status, &sentence).response())
        }
        Some(Fault::Throttled { seconds }) => Answer::Given(
            Refusal::throttled(world.limits.requests, world.limits.seconds, f64::from(seconds)).response(),
        ),
        Some(Fault::AnswerLost) => {
            serve(world, now, request);
            Answer::Lost
        }
        Some(Fault::Garbage) => {
            serve(world, now, request);
            Answer::Given(page(200, "<html><body>Please wait while we check your browser.</body></html>"))
        }
        Some(Fault::ServerError) => Answer::Given(page(503, "")),
    };
    Outcome { wait, answer }
}

fn page(status: u16, body: &str) -> Response {
    let headers = vec![("content-type".to_owned(), "text/html".to_owned())];
    Response { status, headers, body: body.as_bytes().to_vec() }
}

fn changes_something(request: &Request) -> bool {
    effective_method(request) != Method::Get
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults, Which};
    use crate::close::transport::{Method, Request};

    fn get() -> Request {
        Request::new(Method::Get, "/task/")
    }

    fn put() -> Request {
        Request::new(Method::Put, "/task/task_1/")
    }

    #[test]
    fn a_scripted_fault_strikes_once_and_only_what_it_waits_for() {
        let mut faults = Faults::script(vec![(Which::write().nth(2), Fault::AnswerLost)]);
        let struck = [put(), get(), put(), put()].map(|request| faults.next(&request));
        assert_eq!(struck, [None, None, Some(Fault::AnswerLost), None]);
    }

    #[test]
    fn a_refusal_waits_for_a_write() {
        let mut faults = Faults::none();
        faults.refuse_next("not yours");
        let mut override_get = Request::new(Method::Post, "/task/");
        override_get.headers.push(("x-http-method-override".to_owned(), "GET".to_owned()));
        assert_eq!(faults.next(&override_get), None);
        assert_eq!(
            faults.next(&put()),
            Some(Fault::Refused { status: 400, sentence: "not yours".to_owned() })
        );
        assert_eq!(faults.next(&put()), None);
    }

    #[test]
    fn flaky_is_the_same_for_the_same_seed_and_mostly_works() {
        let strikes = |seed| {
            let mut faults = Faults::flaky(seed);
            (0..400).map(|_| faults.next(&put())).collect::<Vec<_>>()
        };
        assert_eq!(strikes(1), strikes(1));
        let count = strikes(1).iter().flatten().count();
        assert!((60..150).contains(&count), "{count} of 400");
    }

    #[test]
    fn words_for_faults_are_known_or_refused() {
        for word in ["none", "flaky", "slow", "down", "throttled", "lossy"] {
            assert!(Faults::named(word, 1).is_ok(), "{word}");
        }
        let message = Faults::named("flakey", 1).unwrap_err().to_string();
        assert!(message.contains("\"flakey\"") && message.contains("lossy"), "{message}");
    }
}
