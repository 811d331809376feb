//! Putting the program together and running it.

use std::io::{self, Write};
use std::rc::Rc;

use tokio::sync::mpsc::unbounded_channel;

use super::accounts::Files;
use super::announce::Announcer;
use super::outside::Ways;
use super::perform::{Finder, Performer};
use super::run::{Ending, Rest, Session};
use super::runtime;
use super::terminal::Terminal;
use super::world;
use crate::app::accounts::Account;
use crate::app::filter::Filter;
use crate::app::keymap::Keymap;
use crate::app::layout::Size;
use crate::app::model::Model;
use crate::app::news::Wanted;
use crate::app::settings::{Access, Settings};
use crate::app::views::Awaited;
use crate::app::words::counted;
use crate::close::auth::Credential;
use crate::close::base_url::BaseUrl;
use crate::close::client::Client;
use crate::close::http::Http;
use crate::close::route::Route;
use crate::domain::tab::Tab;
use crate::domain::view::View;
use crate::ui::theme::Theme;

/// Everything a session begins with.
pub struct Start {
    /// What the user has set.
    pub settings: Settings,
    /// Where Close is.
    pub base_url: BaseUrl,
    /// How to get there.
    pub route: Route,
    /// Who we are there.
    pub credential: Credential,
    /// Where what is kept is kept.
    pub files: Files,
    /// How it looks.
    pub theme: Theme,
    /// The accounts one can go on as.
    pub accounts: Vec<Account>,
    /// What finds the way in as one of them.
    pub finder: Option<Finder>,
    /// What is said at the beginning.
    pub greeting: Option<String>,
    /// The tab in front.
    pub tab: Tab,
    /// The ways out of the program.
    pub ways: Ways,
    /// Where the preview goes.
    pub preview: crate::app::layout::Side,
    /// Which key means what.
    pub keymap: Keymap,
    /// How the user is told that something has come in.
    pub announcer: Announcer,
    /// What of that is told.
    pub wanted: Wanted,
    /// Whether the window has a title of ours.
    pub has_title: bool,
    /// Whether the mouse works at the beginning.
    pub has_mouse: bool,
    /// The filter at the beginning.
    pub filter: Filter,
    /// The view to begin with.
    pub view: Option<Awaited>,
    /// The views of the config.
    pub views: Vec<View>,
    /// What to tell the user at once.
    pub remarks: Vec<String>,
}

/// How a session ended.
#[derive(Debug)]
pub struct Ended {
    /// What was left.
    pub rest: Rest,
    /// The organisation it was about, where that was known.
    pub organization: Option<String>,
    /// Whoever goes on: the name of the account, and what lets us in.
    pub next: Option<(String, Credential)>,
}

/// Runs one session on the terminal until it ends. The terminal is kept for the next where somebody goes on.
pub fn run(start: Start, screen: &mut Option<Terminal>) -> io::Result<Ended> {
    runtime::run(async {
        let mut session = assemble(start);
        let ended = session.run(screen).await;
        let ending = ended.as_ref().unwrap_or(&Ending::Stopped);
        if !matches!(ending, Ending::Switched(_)) {
            *screen = None;
        }
        if *ending == Ending::Left {
            say_what_is_sent(session.model.board.waiting());
        }
        let rest = session.finish(ending).await;
        let next = match ending {
            Ending::Switched(account) if !rest.is_cut_short => {
                session.performer.entrance(account).map(|credential| (account.clone(), credential))
            }
            _ => None,
        };
        if next.is_none() {
            *screen = None;
        }
        if let Err(error) = ended {
            say_what_waits(&rest)?;
            return Err(error);
        }
        let organization = session.model.me.and_then(|me| me.organization.name().map(str::to_owned));
        Ok(Ended { rest, organization, next })
    })?
}

fn assemble(start: Start) -> Session<Http> {
    let (sender, inbox) = unbounded_channel();
    let size = Terminal::size().unwrap_or(Size { width: 80, height: 24 });
    let http = Http::over(&start.base_url, start.route);
    let client = Client::new(http, start.credential, start.settings.zone);
    let client = client.that_only_reads(start.settings.access == Access::Reading);
    let last = start.files.last();
    let performer = Performer::new(client, Rc::new(start.files), sender, Rc::new(world::now));
    let mut performer = performer.reaching(start.ways).entering(start.finder);
    let mut model = Model::new(start.settings, world::now(), size);
    model.lists.tab = start.tab;
    model.remarks = start.remarks;
    model.accounts = start.accounts;
    start.greeting.into_iter().for_each(|words| model.notices.info(world::now(), words));
    model.preview.side = start.preview;
    model.keymap = start.keymap;
    model.pointer.is_on = start.has_mouse;
    model.news.wanted = start.wanted;
    (model.views.awaited, model.views.config) = (start.view, start.views);
    model.fit();
    model.lists.set_filter(start.filter, &model.board);
    let has_store = last.inspect(|name| performer.open(name)).is_some();
    let (announcer, has_title) = (start.announcer, start.has_title);
    Session { model, performer, inbox, theme: start.theme, announcer, has_title, has_store }
}

// Why the shell does not come back at once. Who cannot read it need not.
fn say_what_is_sent(waiting: usize) {
    if waiting > 0 {
        drop(writeln!(io::stderr(), "Sending {}, two seconds at most.", counted(waiting, "change")));
    }
}

/// Says what still waits to be sent, on the side.
pub fn say_what_waits(rest: &Rest) -> io::Result<()> {
    let changes = |count| counted(count, "change");
    let mut err = io::stderr();
    if rest.unsaved > 0 {
        let changes = changes(rest.unsaved);
        writeln!(err, "{changes} could not be saved, nor sent without that: please make them again.")?;
    }
    if rest.waiting > 0 {
        let changes = changes(rest.waiting);
        writeln!(err, "{changes} not sent yet: kept on disk, and sent the next time closeout runs.")?;
    }
    Ok(())
}
