//! Makes leads and tasks beyond the written cast, from lists of names and sentences.
//!
//! Sentences have slots (`{first}`, `{thing}`, `{n}`), so that ten thousand tasks do not read like ten
//! repeated a thousand times. Weighted like a sales rep's life: mostly to-dos and mail, few deals.

use chrono::NaiveTime;
use serde::Deserialize;

use super::dice::Dice;
use super::plant::Planter;
use super::script::{At, Company, Item, Someone};
use super::task::Task;

const FILLER: &str = include_str!("../../assets/demo/filler.toml");

/// The lists everything is made from.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Filler {
    first: Vec<String>,
    last: Vec<String>,
    word: Vec<String>,
    place: Vec<(String, String, String)>,
    trade: Vec<Trade>,
    title: Vec<String>,
    status: Vec<String>,
    thing: Vec<String>,
    todo: Vec<String>,
    call: Vec<String>,
    sms: Vec<String>,
    voicemail: Vec<String>,
    note: Vec<String>,
    deal: Vec<String>,
    mail: Vec<Letter>,
    reminder: Vec<Letter>,
}

#[derive(Deserialize)]
struct Trade {
    names: Vec<String>,
    about: String,
}

#[derive(Deserialize)]
struct Letter {
    subject: String,
    text: String,
    #[serde(default)]
    ours: String,
}

/// Kinds out of a hundred.
const WEIGHTS: [(u64, &str); 9] = [
    (36, "lead"),
    (24, "incoming_email"),
    (9, "email_followup"),
    (8, "outgoing_call"),
    (7, "missed_call"),
    (5, "voicemail"),
    (6, "incoming_sms"),
    (3, "opportunity_due"),
    (2, "answered_detached_call"),
];

impl Filler {
    /// The lists of `filler.toml`.
    pub(super) fn read() -> Self {
        toml::from_str(FILLER).unwrap_or_default()
    }

    /// One more lead with one to five tasks, at most `room`.
    pub(super) fn lead(&self, planter: &mut Planter<'_>, room: usize) -> Vec<Task> {
        let company = self.company(&mut planter.dice);
        let place = planter.company(&company);
        let count = 1 + planter.dice.below(5);
        let mut tasks = Vec::new();
        for _ in 0..count.min(room) {
            let item = self.item(&mut planter.dice, &company);
            let is_stranger = item.kind == "answered_detached_call" || !item.phone.is_empty();
            tasks.push(planter.plant((!is_stranger).then_some(&place), &item));
        }
        tasks
    }

    /// Something that has just come in from somebody at this company.
    pub(super) fn arrival(&self, dice: &mut Dice, company: &Company) -> Item {
        let mut item = self.item(dice, company);
        while !is_event(&item.kind) {
            item = self.item(dice, company);
        }
        Item { at: At::Ago(0), made: None, done: None, assignee: String::new(), ..item }
    }

    fn company(&self, dice: &mut Dice) -> Company {
        let place = dice.pick(&self.place).cloned().unwrap_or_default();
        let trade = dice.pick(&self.trade);
        let last = dice.word(&self.last).to_owned();
        let pattern = trade.map_or("{last}", |trade| dice.word(&trade.names));
        let name = pattern
            .replace("{last}", &last)
            .replace("{place}", &place.0)
            .replace("{word}", dice.word(&self.word));
        let site = format!("{}.example", plain(&name));
        let count = 1 + dice.below(3);
        Company {
            contacts: (0..count).map(|_| self.someone(dice, &site)).collect(),
            about: trade.map(|trade| trade.about.clone()).unwrap_or_default(),
            status: dice.word(&self.status).to_owned(),
            items: Vec::new(),
            name,
            site,
            place,
        }
    }

    fn someone(&self, dice: &mut Dice, site: &str) -> Someone {
        let (first, last) = (dice.word(&self.first).to_owned(), dice.word(&self.last).to_owned());
        Someone {
            title: dice.word(&self.title).to_owned(),
            email: format!("{}@{site}", plain(&first)),
            phone: american(dice),
            name: format!("{first} {last}"),
        }
    }

    fn item(&self, dice: &mut Dice, company: &Company) -> Item {
        let kind = weighted(dice);
        let who = dice.below(company.contacts.len());
        let first =
            company.contacts.get(who).and_then(|someone| someone.name.split(' ').next()).unwrap_or_default();
        let fill = |text: &str, dice: &mut Dice| self.fill(text, first, &company.name, dice);
        let mut item = Item { kind: kind.to_owned(), contact: Some(who), ..Item::default() };
        match kind {
            "incoming_email" | "email_followup" => {
                let letters = if kind == "incoming_email" { &self.mail } else { &self.reminder };
                if let Some(letter) = dice.pick(letters) {
                    let thing = dice.word(&self.thing).to_owned();
                    let mut same = |text: &str| fill(&text.replace("{thing}", &thing), dice);
                    (item.subject, item.text, item.ours) =
                        (same(&letter.subject), same(&letter.text), same(&letter.ours));
                }
            }
            _ => item.text = fill(dice.word(self.sentences(kind)).to_owned().as_str(), dice),
        }
        self.details(dice, &mut item);
        date(dice, &mut item);
        item
    }

    fn sentences(&self, kind: &str) -> &[String] {
        match kind {
            "lead" => &self.todo,
            "outgoing_call" => &self.call,
            "incoming_sms" => &self.sms,
            "voicemail" => &self.voicemail,
            "opportunity_due" => &self.deal,
            "answered_detached_call" => &self.note,
            _ => &[],
        }
    }

    fn details(&self, dice: &mut Dice, item: &mut Item) {
        let is_call = matches!(item.kind.as_str(), "voicemail" | "answered_detached_call");
        if is_call {
            item.seconds = u32::try_from(dice.between(8, 95)).unwrap_or(20);
        }
        // Some of those who call are not in the address book.
        if item.kind == "answered_detached_call" || (item.kind == "voicemail" && dice.chance(15)) {
            item.phone = american(dice);
            item.region = dice.pick(&self.place).map(|place| place.1.clone()).unwrap_or_default();
        }
        if item.kind == "opportunity_due" {
            item.value = dice.between(4, 180) * 50;
            item.period = one_of(dice, &["monthly", "annual", "one_time"]);
            item.confidence = u8::try_from(dice.between(2, 9) * 10).unwrap_or(50);
        }
        if item.kind == "lead" {
            item.contact = item.contact.filter(|_| dice.chance(40));
            item.priority = if dice.chance(6) { "high".to_owned() } else { String::new() };
        }
        if dice.chance(30) {
            item.assignee = one_of(dice, &["Jonas", "Zoë", "Łukasz", "Imani", "葵", "Dana"]);
        }
    }

    fn fill(&self, text: &str, first: &str, company: &str, dice: &mut Dice) -> String {
        const DAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
        let mut filled = text.replace("{first}", first).replace("{company}", company);
        if filled.contains('{') {
            filled = filled
                .replace("{thing}", dice.word(&self.thing))
                .replace("{day}", &one_of(dice, &DAYS))
                .replace("{other}", dice.word(&self.first))
                .replace("{n}", &dice.between(2, 24).to_string());
        }
        capitalized(&filled)
    }
}

/// Slots may open a sentence.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn one_of(dice: &mut Dice, words: &[&str]) -> String {
    dice.pick(words).copied().unwrap_or_default().to_owned()
}

fn weighted(dice: &mut Dice) -> &'static str {
    let mut rolled = dice.roll() % 100;
    for (weight, kind) in WEIGHTS {
        if rolled < weight {
            return kind;
        }
        rolled -= weight;
    }
    "lead"
}

/// Due, later or done, in the proportions of the small demo.
fn date(dice: &mut Dice, item: &mut Item) {
    let is_event = is_event(&item.kind);
    let days = |low, high, dice: &mut Dice| i32::try_from(dice.between(low, high)).unwrap_or(0);
    let clock = |dice: &mut Dice| {
        let (hour, minute) = (dice.between(8, 17), dice.between(0, 11) * 5);
        let whole = |number| u32::try_from(number).unwrap_or(9);
        NaiveTime::from_hms_opt(whole(hour), whole(minute), 0).unwrap_or_default()
    };
    let tab = dice.roll() % 60;
    item.at = match (tab, is_event) {
        (0..26, true) => At::Ago(dice.between(4, 6 * 1440)),
        (0..26, false) if item.kind == "lead" && dice.chance(4) => At::Never,
        (0..26, false) => At::Day(-days(0, 6, dice)),
        (26..46, true) => At::Day(days(1, 15, dice)),
        (26..46, false) if dice.chance(30) => At::Clock(days(1, 25, dice), clock(dice)),
        (26..46, false) => At::Day(days(1, 25, dice)),
        _ => At::Clock(-days(1, 30, dice), clock(dice)),
    };
    match tab {
        // What has happened can only be in the future because somebody put it off.
        26..46 if is_event => item.made = Some(At::Clock(-days(1, 4, dice), clock(dice))),
        46.. => item.done = Some(dice.between(3, 1500)),
        _ => {}
    }
}

/// Comes from outside at a moment of its own.
pub(super) fn is_event(kind: &str) -> bool {
    !matches!(kind, "lead" | "outgoing_call" | "opportunity_due" | "email_followup")
}

/// A number nobody has: 555-0100 to 555-0199 are kept for fiction.
fn american(dice: &mut Dice) -> String {
    const AREAS: [u32; 12] = [206, 303, 312, 404, 415, 503, 512, 617, 646, 720, 802, 919];
    let area = dice.pick(&AREAS).copied().unwrap_or(415);
    format!("+1{area}55501{:02}", dice.below(100))
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{FILLER, Filler};

    #[test]
    fn the_lists_can_be_read_and_none_is_empty() {
        let lists: Filler = toml::from_str(FILLER).unwrap();
        let counts = [
            lists.first.len(),
            lists.last.len(),
            lists.word.len(),
            lists.place.len(),
            lists.trade.len(),
            lists.todo.len(),
            lists.mail.len(),
            lists.reminder.len(),
            lists.sms.len(),
            lists.voicemail.len(),
            lists.call.len(),
            lists.deal.len(),
            lists.note.len(),
            lists.thing.len(),
        ];
        assert!(counts.iter().all(|count| *count >= 10), "{counts:?}");
    }
}
