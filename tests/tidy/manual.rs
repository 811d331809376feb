//! The manual in `docs`: its tables are made from what the program reads, its examples are tried.

#![expect(clippy::unwrap_used, reason = "a document that cannot be read is a failed test")]

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use clap::CommandFactory;
use closeout::app::filter::{Filter, KINDS, other_names, questions};
use closeout::cli::args::Arguments;
use closeout::cli::codes::CODES;
use closeout::cli::manual::surroundings::{FILES, VARIABLES};
use closeout::domain::due::Due;
use closeout::domain::when::{Context, Habits, presets, read, spread};
use closeout::domain::zone::Zone;
use closeout::shell::config::reference;

use super::generated::{keep_part, key_table};
use super::sources::{rust, top};

#[test]
fn the_manual_shows_the_keys_there_are() {
    keep_part("docs/keys.md", "keys", &key_table());
}

#[test]
fn the_manual_shows_the_options_there_are() {
    keep_part("docs/options.md", "options", &reference());
    keep_part("docs/options.md", "variables", &table(["variable", "what is made of it"], VARIABLES));
    keep_part("docs/files.md", "files", &table(["file", "what it is"], FILES));
}

#[test]
fn the_manual_shows_the_commands_there_are() {
    let codes: Vec<String> = CODES.iter().map(|(code, when)| format!("| {code} | {when} |\n")).collect();
    keep_part("docs/commands.md", "codes", &format!("| leaves with | when |\n|---|---|\n{}", codes.concat()));
    let mut all = Arguments::command().version("").disable_help_subcommand(true);
    all.build();
    let mut made = String::new();
    tell(&mut all, &mut made);
    keep_part("docs/commands.md", "commands", &made);
}

fn tell(command: &mut clap::Command, made: &mut String) {
    let name = command.get_bin_name().unwrap_or("closeout").to_owned();
    let help = command.render_help().to_string();
    let lines = help.lines().map(|line| format!("    {line}").trim_end().to_owned());
    let _ = write!(made, "## {name}\n\n{}\n\n", lines.collect::<Vec<_>>().join("\n"));
    command
        .get_subcommands_mut()
        .filter(|command| !command.is_hide_set())
        .for_each(|command| tell(command, made));
}

fn table(head: [&str; 2], rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(name, says)| format!("| `{}` | {says} |\n", name.replace(", ", "` `")));
    let head = format!("| {} | {} |\n|---|---|\n", head[0], head[1]);
    std::iter::once(head).chain(rows).collect()
}

/// Phrases as one would look for them.
const PHRASES: &[(&str, &[&str])] = &[
    (
        "Days",
        &[
            "today",
            "tom",
            "day after tomorrow",
            "weekend",
            "next weekend",
            "2026-12-01",
            "27 jan",
            "the 15th",
        ],
    ),
    ("Weekdays", &["mon", "fri", "this fri", "next fri", "mon next week", "tue in 2 weeks", "fri the 3rd"]),
    (
        "Times",
        &["5pm", "17:00", "at 5", "noon", "tonight", "eod", "later", "tom 9am", "mon 14:30", "mon morning"],
    ),
    ("Distances", &["3d", "2w", "1mo", "30m", "2h", "2bd", "next business day", "in 3 days at 9", "1h 30m"]),
    ("Beginnings and ends", &["next week", "eow", "eom", "eoq", "eoy", "1st of next month", "end of april"]),
    ("Where two readings are common", &["4/5", "next fri", "1m", "eom"]),
];

/// Days to spread marked tasks over.
const SPREADS: &[&str] = &["spread tue-thu", "over 3 days", "spread next week"];

/// Somebody in Berlin on Friday 27 March 2026 at half past three.
fn berliner() -> Context {
    let zone = Zone::named("Europe/Berlin").unwrap();
    let now = zone.resolve(NaiveDate::from_ymd_opt(2026, 3, 27).unwrap().and_hms_opt(15, 30, 0).unwrap()).at;
    Context { now, zone, their_zone: None, base: None, habits: Habits::default() }
}

fn shown(due: Due, context: &Context) -> String {
    match due {
        Due::Day(day) => day.format("%a %-d %b %Y").to_string(),
        Due::At(at) => context.zone.local(at).format("%a %-d %b %Y, %H:%M").to_string(),
    }
}

#[test]
fn the_manual_shows_what_phrases_for_dates_mean() {
    let context = berliner();
    let mut made = String::new();
    let preset = presets();
    let own: [(&str, &[&str]); 1] = [("The presets, 1 to 8", &preset)];
    for (title, phrases) in PHRASES.iter().copied().chain(own) {
        let _ = write!(made, "**{title}**\n\n| phrase | means | or |\n|---|---|---|\n");
        for phrase in phrases {
            let reading = read(phrase, &context).unwrap();
            let other = reading.other.map_or(String::new(), |other| shown(other, &context));
            let _ = writeln!(made, "| `{phrase}` | {} | {other} |", shown(reading.due, &context));
        }
        made.push('\n');
    }
    made.push_str("**Several days, for marked tasks**\n\n| phrase | days |\n|---|---|\n");
    for phrase in SPREADS {
        let days: Vec<String> = spread(phrase, &context)
            .unwrap()
            .unwrap()
            .iter()
            .map(|day| format!("{} {}", day.weekday(), day.day()))
            .collect();
        let _ = writeln!(made, "| `{phrase}` | {} |", days.join(", "));
    }
    keep_part("docs/dates.md", "dates", &made);
}

#[test]
fn the_manual_shows_what_kinds_are_called() {
    let name = |name: &str| format!("`{name}`");
    let rows = KINDS.iter().map(|kind| {
        let others: Vec<String> = other_names(kind).map(name).collect();
        format!("| `kind:{kind}` | {} |\n", others.join(" "))
    });
    let made = format!("| kind | other names of it |\n|---|---|\n{}", rows.collect::<String>());
    keep_part("docs/filters.md", "kinds", &made);
}

fn document(path: &str) -> String {
    std::fs::read_to_string(top().join(path)).unwrap()
}

// What stands in backticks in the first cell of the rows of a document.
fn first_cells(text: &str) -> Vec<String> {
    let cells = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn every_filter_in_the_manual_is_understood_and_every_name_stands_there() {
    let text = document("docs/filters.md");
    for word in first_cells(&text).iter().filter(|word| *word != "!") {
        let filter = Filter::read(word);
        assert!(!filter.is_empty() && filter.doubt().is_none(), "{word}: {:?}", filter.doubt());
    }
    for (_, name) in questions() {
        assert!(text.contains(name), "{name} is missing in docs/filters.md");
    }
}

#[test]
fn every_sentence_in_the_manual_is_one_the_program_says() {
    let sources: String =
        rust().iter().filter(|source| source.path.starts_with("src/")).map(spoken).collect();
    let sentences = first_cells(&document("docs/troubleshooting.md"));
    assert!(sentences.len() > 20, "reads the wrong document");
    let parts = sentences.iter().flat_map(|sentence| sentence.split('…')).map(str::trim);
    let unsaid: Vec<&str> = parts.filter(|part| part.len() > 2 && !sources.contains(part)).collect();
    assert!(unsaid.is_empty(), "nothing says:\n  {}", unsaid.join("\n  "));
}

// The texts of a source, with those that go over several lines put together.
fn spoken(source: &super::sources::Source) -> String {
    let mut text = String::new();
    for line in source.text.lines() {
        match line.strip_suffix('\\') {
            Some(begun) => text.push_str(begun.trim_start()),
            None => text.extend([line.trim_start(), "\n"]),
        }
    }
    text
}
