//! Views: the list of them, the name one is to have, the question before one goes, and one that is open.

use closeout::domain::arrangement::{Arrangement, Grouping, Sort};
use closeout::domain::tab::Tab;
use closeout::domain::view::{Scope, View};
use closeout::domain::whose::Whose;

use crate::stage::Stage;
use crate::tasks::everything;
use crate::{gallery, picture, pictures};

fn with_views(width: u16, height: u16) -> Stage {
    let mut stage = Stage::with(width, height, everything());
    let order = Arrangement { sort: Sort::Hottest, grouping: Grouping::Lead };
    let hot =
        View { filter: "is:inbound !kind:email".into(), order, ..View::of_tab("hot leads", Tab::Inbox) };
    let team = View { whose: Scope::Of(Whose::Everyone), ..View::of_tab("all of us", Tab::Inbox) };
    let long = View {
        filter: "lead:\"Bäckerei Łódź\" age:>3d is:overdue".into(),
        whose: Scope::Called("Inbound".into()),
        ..View::of_tab("what nobody has done for far too long", Tab::Future)
    };
    stage.model.views.config = vec![hot, team];
    stage.model.views.saved = vec![View::of_tab("日本の顧客", Tab::Inbox), long];
    stage
}

#[test]
fn the_list_of_views() {
    pictures("views", |width, height| {
        let mut stage = with_views(width, height);
        stage.press("F Enter F Down").hush();
        stage
    });
    let mut none = Stage::with(80, 24, everything());
    none.press("F");
    let mut small = with_views(36, 8);
    small.press("F Down");
    gallery("views_small", [("none".to_owned(), none.screen()), ("small".to_owned(), small.screen())]);
}

#[test]
fn a_view_is_named_and_asked_about() {
    pictures("view_name", |width, height| {
        let mut stage = with_views(width, height);
        stage.press("/").write("is:overdue").press("Enter F Ctrl-o").write("late");
        stage
    });
    let with = |keys: &str| {
        let mut stage = with_views(80, 24);
        stage.press(keys);
        (keys.to_owned(), stage.screen())
    };
    let keys =
        ["F Down Down Ctrl-r", "F Down Down Down Ctrl-x", "F Ctrl-o Ctrl-u h o t Space l e a d s Enter"];
    gallery("view_asked", keys.map(with));
}

#[test]
fn a_view_that_is_open_has_its_name_above_the_list() {
    pictures("view_open", |width, height| {
        let mut stage = with_views(width, height);
        stage.press("F Enter").hush();
        stage
    });
    let with = |(width, height): (u16, u16), keys: &str| {
        let mut stage = with_views(width, height);
        stage.press(keys).hush();
        (format!("{width}x{height} {keys}"), stage.screen())
    };
    gallery(
        "view_changed",
        [with((80, 24), "F Enter 2"), with((80, 24), "F Down Enter"), with((36, 8), "F Enter")],
    );
    let mut typed = with_views(80, 24);
    typed.press("F Enter /");
    picture("view_typed", &typed.screen());
}
