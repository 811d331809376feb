//! Views: what is seen under a name, saved, opened, changed, left, and there again after a restart.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use closeout::app::action::Place;
use closeout::app::chord::Chord;
use closeout::app::command::Command;
use closeout::app::presets::Preset;
use closeout::app::rebind::{Wish, rebind};
use closeout::app::views::Awaited;
use closeout::domain::arrangement::{Arrangement, Grouping, Sort};
use closeout::domain::tab::Tab;
use closeout::domain::view::{Scope, View};
use closeout::domain::whose::Whose;
use closeout::sim::World;
use desk::{Desk, START};
use proptest::prelude::*;
use proptest::sample;
use serde_json::json;

/// Overdue, today and to come; ours and a colleague's.
fn world() -> World {
    let at = START.parse().unwrap();
    let mut world = World::bare(at);
    let other = world.users().iter().find(|user| user.id != world.me() && user.is_active).unwrap().id.clone();
    for (kind, lead, due, text) in [
        ("lead", "Acme", "2026-03-02", "Call Ada"),
        ("lead", "Bolt", "2026-03-06", "Mail Bo"),
        ("missed_call", "Acme", "2026-03-05T10:00:00+00:00", ""),
        ("outgoing_call", "Bolt", "2026-03-09", "First call"),
        ("lead", "Acme", "2026-03-10", "Send the offer"),
    ] {
        let lead_id = format!("lead_{lead}");
        let fields = [("text", json!(text)), ("date", json!(due)), ("lead_id", json!(lead_id))];
        world.add(at, kind, fields.into_iter().chain([("lead_name", json!(lead))]).collect());
    }
    let theirs =
        vec![("text", json!("Theirs")), ("date", json!("2026-03-04")), ("assigned_to", json!(other))];
    world.add(at, "lead", theirs);
    world
}

fn with_views(views: Vec<View>) -> Desk {
    let mut desk = Desk::before(world());
    desk.model.views.config = views;
    desk.settle();
    desk
}

fn hot() -> View {
    let order = Arrangement { sort: Sort::Hottest, grouping: Grouping::Lead };
    let whose = Scope::Of(Whose::Everyone);
    View { filter: "is:overdue".into(), order, whose, ..View::of_tab("hot", Tab::Inbox) }
}

#[test]
fn a_view_of_the_config_is_opened_and_left_and_nothing_of_it_is_kept() {
    let mut desk = with_views(vec![hot()]);
    desk.press("F").shows("Views").shows("hot").shows("everyone's tasks · is:overdue");
    desk.press("Enter").settle().shows("hot  / is:overdue").shows("grouped by lead, hottest first");
    desk.shows("everyone's tasks").shows("3 of 4 match");
    desk.press("Esc").settle().hides("hot").hides("is:overdue").hides("everyone's");
    assert_eq!(desk.rows(), ["Call Ada", "Missed call from Acme", "Mail Bo"]);
    desk.press("F Enter").settle();
    let mut desk = desk.restart();
    desk.hides("everyone's").hides("grouped");
    assert_eq!(desk.rows().len(), 3);
}

#[test]
fn what_is_seen_is_saved_under_a_name_and_there_after_a_restart() {
    let mut desk = Desk::on(world());
    desk.press("/").type_in("!kind:missed").press("Enter , n F").shows("None yet");
    desk.type_in("no calls").press("Ctrl-o").shows("Inbox · !kind:missed · newest first").press("Enter");
    desk.says("Saved: the view no calls").shows("no calls  / !kind:missed").settle();
    let mut desk = desk.restart();
    desk.hides("no calls").press("2 F").type_in("noca").press("Enter").shows("no calls  / !kind:missed");
    assert_eq!(desk.model.lists.tab, Tab::Inbox);
    assert_eq!(desk.rows(), ["Call Ada", "Mail Bo"]);
    desk.press("Esc");
    assert_eq!(desk.model.lists.tab, Tab::Future, "leaving goes back to where it was opened");
}

#[test]
fn a_star_says_that_something_else_is_seen_than_the_view_shows() {
    let mut desk = with_views(vec![hot()]);
    desk.press("F Enter").settle();
    for (there, back) in [("2", "1"), (", d", ", h"), ("T", "T")] {
        desk.press(there);
        let is_changed = there != "T";
        assert_eq!(desk.screen().contains("hot*"), is_changed, "{there}");
        desk.press(back).shows("hot ").hides("hot*");
    }
    desk.press("/").type_in(" ada").shows("hot*").press("Enter Esc").hides("hot*").hides("/ is:overdue");
    assert!(desk.model.lists.filter().is_empty());
}

#[test]
fn an_order_of_another_tab_is_the_users_own_and_stays() {
    let mut desk = with_views(vec![hot()]);
    desk.press("F Enter 2 , x 1 Esc").settle();
    assert_eq!(desk.model.lists.arrangement(Tab::Future).grouping, Grouping::Nothing);
    let desk = desk.restart();
    assert_eq!(desk.model.lists.arrangement(Tab::Future).grouping, Grouping::Nothing);
    assert_eq!(desk.model.lists.arrangement(Tab::Inbox), Arrangement::default());
}

#[test]
fn a_saved_view_is_replaced_only_after_asking_and_one_of_the_config_never() {
    let mut desk = with_views(vec![hot()]);
    let save = |desk: &mut Desk, name: &str| {
        desk.press("F Ctrl-o Ctrl-u").type_in(name).press("Enter");
    };
    save(&mut desk, "mine");
    desk.press("Esc 2");
    save(&mut desk, "Mine");
    desk.shows("Replace the view Mine").shows("Now it shows Inbox.").press("Esc");
    assert_eq!(desk.model.views.saved[0].tab, Tab::Inbox);
    save(&mut desk, "Mine");
    desk.press("Enter").says("Saved: the view Mine");
    assert_eq!((desk.model.views.saved.len(), desk.model.views.saved[0].tab), (1, Tab::Future));
    save(&mut desk, "HOT");
    desk.shows("HOT is from the config").press("Ctrl-u Enter").shows("a view needs a name");
    desk.type_in("archive").press("Enter").shows("archive is a tab").press("Esc");
    assert_eq!(desk.model.views.saved.len(), 1);
}

#[test]
fn a_saved_view_is_renamed_and_deleted_and_one_of_the_config_says_where_it_is_from() {
    let mut desk = with_views(vec![hot()]);
    desk.press(":").type_in("save-view").press("Enter").type_in("mine").press("Enter F Ctrl-x");
    desk.says("The view hot is from the config").shows("mine").press("Down Ctrl-r");
    desk.shows("Rename · mine").press("Ctrl-u").type_in("hot").press("Enter").shows("hot is from the config");
    desk.press("Ctrl-u").type_in("ours").press("Enter").says("The view mine is called ours now").settle();
    let mut desk = desk.restart();
    desk.press("F").shows("ours").hides("mine").press("Ctrl-x").shows("Delete the view ours").press("Enter");
    desk.says("Deleted: the view ours").settle();
    desk.restart().press("F").hides("ours");
}

#[test]
fn the_palette_knows_every_view_and_a_key_can_open_one() {
    let mut desk = with_views(vec![hot()]);
    let wish = Wish {
        place: Place::List,
        command: Command::read("view hot").unwrap(),
        keys: vec![(0, Chord::read_sequence("g 1").unwrap())],
        is_spoilt: false,
    };
    desk.model.keymap = rebind(Preset::Default, &[wish]).0;
    desk.press("g 1").settle().shows("hot  / is:overdue");
    desk.press(":").type_in("leave-view").press("Enter").settle().hides("is:overdue");
    desk.press(":").type_in("view h").shows("Open the view hot").shows("g1").press("Enter").settle();
    desk.shows("hot  / is:overdue").press("Esc :").type_in("open the view hot").press("Enter");
    desk.settle()
        .shows("hot  / is:overdue")
        .press(":")
        .type_in("view nothing")
        .shows("Nothing here is called nothing");
}

#[test]
fn a_view_of_somebody_by_name_is_opened_as_soon_as_they_are_known() {
    let whose = |name: &str| View { whose: Scope::Called(name.into()), ..View::of_tab(name, Tab::Inbox) };
    let mut desk = Desk::before(world());
    desk.model.views.config = vec![whose("nobody here")];
    desk.model.views.awaited = Some(Awaited { name: "nobody here".into(), filter: String::new() });
    desk.settle().says("The view nobody here cannot be opened: Nobody here is called nobody here");
    let me = desk.model.me.clone().unwrap().user.id;
    let other =
        desk.model.people.iter().find(|user| user.id != me && user.is_active).unwrap().name.to_string();
    let mut desk = Desk::before(world());
    desk.model.views.config = vec![whose(&other)];
    desk.model.views.awaited = Some(Awaited { name: other.clone(), filter: "theirs".into() });
    desk.settle().shows(&format!("{other}*")).shows("/ theirs");
    assert_eq!(desk.rows(), ["Theirs"]);
}

#[test]
fn a_view_that_is_not_there_is_said() {
    let mut desk = Desk::before(world());
    desk.model.views.awaited = Some(Awaited { name: "lost".into(), filter: String::new() });
    desk.settle().says("There is no view called lost");
}

#[test]
fn one_at_a_time_there_are_no_views_nor_other_words_for_the_list() {
    let mut desk = with_views(vec![hot()]);
    desk.press("g w F").says("Here it is one task at a time");
    for words in ["view hot", "filter ada", "show everyone", "tab future"] {
        desk.press(":").type_in(words).press("Enter").shows("Here it is one task at a time").press("Esc");
    }
    assert_eq!((desk.model.lists.tab, desk.model.whose.clone()), (Tab::Inbox, Whose::Us));
    assert!(desk.model.lists.filter().is_empty() && !desk.model.views.is_open());
}

#[test]
fn what_was_used_last_comes_first_after_a_restart_too() {
    let mut desk = Desk::on(world());
    for words in ["tab future", "filter ada", "mark-kind", "a", "b", "c", "d", "e", "f", "g"] {
        desk.press(":").type_in(words).press("Enter Esc Esc Esc").settle();
    }
    let before: Vec<String> = desk.model.recent.iter().map(ToString::to_string).collect();
    assert!(before.len() <= 8, "{before:?}");
    let desk = desk.restart();
    let after: Vec<String> = desk.model.recent.iter().map(ToString::to_string).collect();
    assert_eq!(after, before);
}

fn any_view() -> impl Strategy<Value = View> {
    const FILTERS: [&str; 6] = ["", "is:overdue", "!kind:missed", "ada", "kind:call lead:bolt", "~cal"];
    let tabs = sample::select(&[Tab::Inbox, Tab::Future][..]);
    let order = (sample::select(&Sort::ALL[..]), sample::select(&Grouping::ALL[..]));
    (tabs, sample::select(&FILTERS[..]), order, any::<bool>()).prop_map(
        |(tab, filter, (sort, grouping), all)| View {
            filter: filter.into(),
            order: Arrangement { sort, grouping },
            whose: Scope::Of(if all { Whose::Everyone } else { Whose::Us }),
            ..View::of_tab("x", tab)
        },
    )
}

// The same by the keys and words for each part.
fn typed(view: &View) -> Desk {
    let mut desk = Desk::on(world());
    let tab = if view.tab == Tab::Inbox { "1" } else { "2" };
    let sort = match view.order.sort {
        Sort::Due => "d",
        Sort::Newest => "n",
        Sort::Hottest => "h",
        Sort::Priority => "p",
    };
    let group = match view.order.grouping {
        Grouping::Nothing => "x",
        Grouping::Lead => "l",
        Grouping::Day => "t",
        Grouping::Kind => "k",
    };
    desk.press(tab).press(&format!(", {sort} , {group} /")).type_in(&view.filter).press("Enter");
    if view.whose == Scope::Of(Whose::Everyone) {
        desk.press("w").type_in("everyone").press("Enter");
    }
    desk.settle();
    desk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn opening_a_view_is_typing_its_parts_and_leaving_it_is_as_if_nothing_had_been(views in proptest::collection::vec(any_view(), 1..4)) {
        let names = ["a", "b", "c"];
        let named = |(name, view): (&&str, &View)| View { name: (*name).into(), ..view.clone() };
        let mut desk = with_views(names.iter().zip(&views).map(named).collect());
        let before = desk.rows();
        for (name, view) in names.iter().zip(&views) {
            desk.press("F").type_in(name).press("Enter").settle();
            let other = typed(view);
            prop_assert_eq!(desk.model.lists.tab, other.model.lists.tab);
            prop_assert_eq!(desk.model.lists.current().rows(), other.model.lists.current().rows());
            let star = format!("{name}*");
            prop_assert!(!desk.screen().contains(&star));
        }
        desk.press("Esc").settle();
        prop_assert_eq!(desk.rows(), before);
        prop_assert!(!desk.model.views.is_open());
    }
}
