//! Putting the program together and running it.

use std::io::{self, Write};
use std::rc::Rc;

use tokio::runtime::Builder;
use tokio::sync::mpsc::unbounded_channel;
use tokio::task::LocalSet;

use super::accounts::Files;
use super::announce::Announcer;
use super::outside::Ways;
use super::perform::Performer;
use super::run::{Ending, Rest, Session};
use super::terminal::Terminal;
use super::{terminal, world};
use crate::app::filter::Filter;
use crate::app::keymap::Keymap;
use crate::app::layout::Size;
use crate::app::model::Model;
use crate::app::news::Wanted;
use crate::app::settings::{Access, Settings};
use crate::app::triage::counted;
use crate::app::views::Awaited;
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
    /// The log, for when something breaks.
    pub log: Option<std::path::PathBuf>,
}

/// Runs the program on the terminal until it ends. Says afterwards what still waits to be sent.
///
/// Returns whether Close rejected the key.
pub fn run(start: Start) -> io::Result<bool> {
    terminal::restore_on_panic(start.log.clone());
    let runtime = Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, async {
        let mut session = assemble(start);
        let ended = session.run().await;
        let rest = session.finish(ended.as_ref().map_or(Ending::Stopped, |ending| *ending)).await;
        say_what_waits(&rest)?;
        ended.map(|_| rest.is_rejected)
    })
}

fn assemble(start: Start) -> Session<Http> {
    let (sender, inbox) = unbounded_channel();
    let size = Terminal::size().unwrap_or(Size { width: 80, height: 24 });
    let http = Http::over(&start.base_url, start.route);
    let client = Client::new(http, start.credential, start.settings.zone);
    let client = client.that_only_reads(start.settings.access == Access::Reading);
    let last = start.files.last();
    let performer = Performer::new(client, Rc::new(start.files), sender, Rc::new(world::now));
    let mut performer = performer.reaching(start.ways);
    let mut model = Model::new(start.settings, world::now(), size);
    model.lists.tab = start.tab;
    model.remarks = start.remarks;
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

fn say_what_waits(rest: &Rest) -> io::Result<()> {
    let changes = |count| counted(count).replace("task", "change");
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
