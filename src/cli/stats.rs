//! `closeout stats`: the figures of the page of statistics, in words or as JSON.
//!
//! Made from every open task, and from every task of ours that was finished in the days looked at. Nothing is
//! sent.

use serde_json::{Value, json};

use super::args::{Arguments, Stats};
use super::errand::{self, Desk};
use super::list::json::harmless;
use super::trouble::{Answer, Trouble};
use super::{DONE, FAILED};
use crate::app::errand::{Breadth, Errand, Listing, Needs};
use crate::app::model::Model;
use crate::app::stats::{AGES, Answered, DAYS, Known, Statistics, page};
use crate::domain::query::{Bounds, Query};

/// Prints the figures.
pub(super) fn run(arguments: &Arguments, stats: &Stats) -> Answer {
    errand::run(arguments, async |desk| {
        desk.ready(Needs::Close).await?;
        read(desk).await?;
        let figures = page::compute(&desk.runner.model, Known::TheDays);
        if stats.json {
            desk.paper.raw(&format!("{}\n", harmless(&as_json(&figures).to_string())))?;
            return Ok(DONE);
        }
        for (label, words) in figures.lines() {
            desk.paper.line(&format!("{label:<11}{words}"))?;
        }
        desk.paper.note(&figures.basis_words())?;
        Ok(DONE)
    })
}

async fn read(desk: &mut Desk) -> Result<(), Trouble> {
    let model = &desk.runner.model;
    let me = model.me.as_ref().map(|me| me.user.id.clone());
    let since = Bounds::from(page::first_day(model));
    let finished = Query { updated: since, ..Query::archive_of(me.as_ref()) };
    desk.runner.order(Errand::List(Box::new(Listing::new(finished, None))));
    errand::done(desk.until(Needs::Close, Model::has_listed, ("Reading", &|_| (0, 0))).await?)?;
    if let Some(why) = desk.runner.errands().listing.and_then(|listing| listing.refusal) {
        return Err(Trouble::new(FAILED, why));
    }
    desk.runner.ask_for(Breadth::Everything);
    desk.runner.order(Errand::Read(Vec::new()));
    errand::done(desk.until(Needs::Close, Model::is_swept, ("Reading", &|_| (0, 0))).await?)
}

fn as_json(figures: &Statistics) -> Value {
    let Statistics { today, done, answered, weeks, open, ahead, beyond, basis: _ } = figures;
    let open: Vec<Value> = open
        .iter()
        .map(|row| {
            let ages: serde_json::Map<String, Value> =
                AGES.iter().zip(row.ages).map(|(age, count)| ((*age).to_owned(), count.into())).collect();
            json!({ "kind": row.kind, "count": row.count(), "ages": ages })
        })
        .collect();
    let [this_week, week_before] = weeks.map(in_week);
    json!({
        "today": today.to_string(),
        "days": DAYS,
        "done": done,
        "minutes_to_done": answered,
        "answered": { "this_week": this_week, "week_before": week_before },
        "open": open,
        "ahead": ahead,
        "later": beyond,
    })
}

fn in_week(week: Answered) -> Value {
    json!({ "count": week.count, "median_minutes": week.median })
}
