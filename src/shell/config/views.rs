//! Views, as they are written in the file.
//!
//! A section for each: `[views.hot]`, `filter = "is:inbound"`; what is left out is as the tab has it. A mistake
//! costs what it is in, never the view.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::choice::Choice;
use super::given::{Given, Wrong};
use super::mistake::nearest;
use super::options::Reader;
use crate::app::filter::{Filter, questions};
use crate::domain::arrangement::Arrangement;
use crate::domain::id::Text;
use crate::domain::tab::Tab;
use crate::domain::view::{Scope, View, check_name};

/// The views of a file, and what is wrong with some of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Views {
    /// Those that can be opened, by name.
    pub(super) views: Vec<View>,
    /// What cannot be, each with where it stands.
    pub(super) mistakes: Vec<(usize, String)>,
}

/// What a view may say.
const PARTS: [&str; 5] = ["tab", "filter", "sort", "group", "whose"];

impl Views {
    /// Reads what stands in the file under `views`.
    pub(super) fn read(value: &Spanned<DeValue<'_>>) -> Self {
        let mut views = Self::default();
        let hint = "A view stands in a section of its own, such as [views.hot].";
        match value.get_ref() {
            DeValue::Table(all) => all.iter().for_each(|(name, value)| match value.get_ref() {
                DeValue::Table(table) => views.read_view(name.span().start, name.get_ref(), table),
                _ => views.wrong(name.span().start, hint),
            }),
            _ => views.wrong(value.span().start, hint),
        }
        views
    }

    fn wrong(&mut self, at: usize, sentence: impl Into<String>) {
        self.mistakes.push((at, sentence.into()));
    }

    fn read_view(&mut self, at: usize, name: &str, table: &DeTable<'_>) {
        let name = match check_name(name) {
            Ok(name) => name,
            Err(why) => return self.wrong(at, format!("There can be no view {name:?}: {why}.")),
        };
        if self.views.iter().any(|view| view.is_called(&name)) {
            return self.wrong(at, format!("There is a view {name} already; case makes no difference."));
        }
        self.check_parts(table);
        let given =
            |part: &str| table.iter().find(|(name, _)| name.get_ref() == part).map(|(_, value)| value);
        let mut tab = Tab::Inbox;
        self.set::<Choice<Tab>>("tab", given("tab"), &mut tab);
        let mut view = View::of_tab(name, tab);
        let mut order = view.order;
        self.set::<Choice<_>>("sort", given("sort"), &mut order.sort);
        self.set::<Choice<_>>("group", given("group"), &mut order.grouping);
        view.order = self.fitting(tab, order, given("sort").or(given("group")));
        self.set::<Words>("filter", given("filter"), &mut view.filter);
        self.set::<People>("whose", given("whose"), &mut view.whose);
        if let Some((why, value)) = misspelt(&view.filter).zip(given("filter")) {
            self.wrong(value.span().start, format!("filter may be misspelt: {why}"));
        }
        self.views.push(view);
    }

    fn check_parts(&mut self, table: &DeTable<'_>) {
        let known: BTreeSet<&str> = PARTS.into_iter().collect();
        for (name, _) in table.iter().filter(|(name, _)| !known.contains(&**name.get_ref())) {
            let near = nearest(name.get_ref(), PARTS.into_iter());
            let near = near.map_or_else(
                || "; it has tab, filter, sort, group and whose.".to_owned(),
                |near| format!("; did you mean {near}?"),
            );
            self.wrong(name.span().start, format!("A view has no {:?}{near}", name.get_ref()));
        }
    }

    fn set<R: Reader>(&mut self, part: &str, given: Option<&Spanned<DeValue<'_>>>, into: &mut R::Value) {
        let Some(given) = given.map(Given::in_file) else { return };
        if let Err(Wrong { at, said, hint }) = R::read(&given, into) {
            let end = if hint.ends_with('?') { "" } else { "." };
            self.wrong(at, format!("{part} cannot be {said}: {hint}{end} It stays {}.", R::show(into)));
        }
    }

    fn fitting(&mut self, tab: Tab, order: Arrangement, given: Option<&Spanned<DeValue<'_>>>) -> Arrangement {
        if order.fits(tab) {
            return order;
        }
        let why = "The archive is read newest first: it can be grouped by day, and no other way.";
        self.wrong(given.map_or(0, |given| given.span().start), why);
        Arrangement::of(tab)
    }
}

// The first word of a filter that can mean nothing, and the nearest that means something.
fn misspelt(filter: &str) -> Option<String> {
    let mut words = filter.split_whitespace().map(|word| word.trim_start_matches('!'));
    let (word, doubt) = words.find_map(|word| Some((word, Filter::read(word).doubt()?)))?;
    let (name, value) = word.split_once(':').unwrap_or(("", word));
    let known: Vec<&str> = questions().filter(|(other, _)| *other == name).map(|(_, value)| value).collect();
    Some(match nearest(value, known.into_iter()) {
        Some(near) => format!("{word:?}; did you mean {name}:{near}?"),
        None => format!("{doubt}."),
    })
}

struct Words;

impl Reader for Words {
    type Value = Text;

    fn read(given: &Given, into: &mut Text) -> Result<(), Wrong> {
        *into = given.one()?.text.into();
        Ok(())
    }

    fn show(text: &Text) -> String {
        format!("{text:?}")
    }
}

struct People;

impl Reader for People {
    type Value = Scope;

    fn read(given: &Given, into: &mut Scope) -> Result<(), Wrong> {
        let piece = given.one()?;
        if piece.text.is_empty() {
            return Err(piece.wrong("write me, everyone, or the name of a group or of somebody"));
        }
        *into = Scope::read(piece.text);
        Ok(())
    }

    // Only what a view begins with is ever shown.
    fn show(scope: &Scope) -> String {
        match scope {
            Scope::Called(name) => format!("{name:?}"),
            Scope::Of(_) => "\"me\"".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arrangement::{Grouping, Sort};
    use crate::domain::whose::Whose;

    fn read(text: &str) -> (Vec<View>, Vec<String>) {
        let table = DeTable::parse(text).unwrap();
        let views = Views::read(&table.get_ref()["views"]);
        let mistakes = views.mistakes.iter().map(|(at, why)| {
            let written: String = text[*at..].chars().take_while(|letter| !letter.is_whitespace()).collect();
            format!("{written} {why}")
        });
        (views.views, mistakes.collect())
    }

    #[test]
    fn a_view_says_what_differs_from_its_tab() {
        let (views, mistakes) = read(
            "[views.all]\nwhose = 'everyone'\ngroup = 'lead'\nsort = 'Hottest'\nfilter = 'is:overdue !kind:email'\n\
             [views.'next up']\ntab = 'future'\nwhose = 'Ana'\n[views.plain]\n",
        );
        assert_eq!(mistakes, Vec::<String>::new());
        let order = Arrangement { sort: Sort::Hottest, grouping: Grouping::Lead };
        let all = View {
            filter: "is:overdue !kind:email".into(),
            order,
            whose: Scope::Of(Whose::Everyone),
            ..View::of_tab("all", Tab::Inbox)
        };
        let next = View { whose: Scope::Called("Ana".into()), ..View::of_tab("next up", Tab::Future) };
        assert_eq!(views, [all, next, View::of_tab("plain", Tab::Inbox)]);
    }

    #[test]
    fn each_mistake_is_found_where_it_stands_and_costs_only_what_it_is_in() {
        let (views, mistakes) = read(
            "[views]\nmine = 'x'\n[views.a]\ntab = 'inbxo'\nsrot = 'due'\nsort = 'hotest'\ncolour = 'red'\n\
             filter = 'is:lost'\nwhose = ''\n[views.Inbox]\n[views.done]\ntab = 'archive'\ngroup = 'lead'\n\
             [views.DONE]\n[views.z]\nfilter = 'x !kind:vociemail'\n",
        );
        let names: Vec<&str> = views.iter().map(|view| &*view.name).collect();
        assert_eq!(names, ["DONE", "a", "z"]);
        assert_eq!(
            (views[1].tab, views[1].order, &*views[1].filter),
            (Tab::Inbox, Arrangement::default(), "is:lost")
        );
        for (written, said) in [
            ("mine", "[views.hot]"),
            ("'inbxo'", "did you mean \"inbox\"? It stays \"inbox\"."),
            ("srot", "did you mean sort?"),
            ("'hotest'", "did you mean \"hottest\"? It stays \"due\"."),
            ("colour", "it has tab, filter, sort, group and whose."),
            ("'is:lost'", "nothing is lost: is:overdue, today"),
            ("''", "write me, everyone"),
            ("'x", "\"kind:vociemail\"; did you mean kind:voicemail?"),
            ("Inbox]", "is a tab"),
            ("done]", "case makes no difference"),
        ] {
            let found = mistakes.iter().find(|mistake| mistake.starts_with(written));
            assert!(found.is_some_and(|mistake| mistake.contains(said)), "{written}: {mistakes:#?}");
        }
    }

    #[test]
    fn the_archive_keeps_its_order() {
        let (views, mistakes) = read("[views.done]\ntab = 'archive'\nsort = 'priority'\n");
        assert_eq!(views, [View::of_tab("done", Tab::Archive)]);
        assert!(mistakes[0].starts_with("'priority' The archive is read newest first"), "{mistakes:?}");
    }
}
