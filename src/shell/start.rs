//! Putting the program together and running it.

use std::io::{self, Write};
use std::rc::Rc;

use tokio::runtime::Builder;
use tokio::sync::mpsc::unbounded_channel;
use tokio::task::LocalSet;

use super::accounts::Files;
use super::perform::Performer;
use super::run::{Ending, Session};
use super::terminal::Terminal;
use super::{terminal, world};
use crate::app::layout::Size;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::settings::Settings;
use crate::app::triage::counted;
use crate::app::update::update;
use crate::close::auth::Key;
use crate::close::base_url::BaseUrl;
use crate::close::client::Client;
use crate::close::http::Http;
use crate::domain::tab::Tab;
use crate::ui::theme::Theme;

/// Everything a session begins with.
pub struct Start {
    /// What the user has set.
    pub settings: Settings,
    /// Where Close is.
    pub base_url: BaseUrl,
    /// Who we are there.
    pub key: Key,
    /// Where what is kept is kept.
    pub files: Files,
    /// How it looks.
    pub theme: Theme,
    /// The tab in front.
    pub tab: Tab,
    /// Where the preview goes.
    pub preview: crate::app::layout::Side,
    /// The filter at the beginning.
    pub filter: String,
    /// What to tell the user at once.
    pub remarks: Vec<String>,
    /// The log, for when something breaks.
    pub log: Option<std::path::PathBuf>,
}

/// Runs the program on the terminal until it ends. Says afterwards what still waits to be sent.
pub fn run(start: Start) -> io::Result<()> {
    terminal::restore_on_panic(start.log.clone());
    let runtime = Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, async {
        let mut session = assemble(start);
        let ending = session.run().await;
        let ending = ending.unwrap_or(Ending::Stopped);
        let waiting = session.finish(ending).await;
        say_what_waits(waiting)
    })
}

fn assemble(start: Start) -> Session<Http> {
    let (sender, inbox) = unbounded_channel();
    let size = Terminal::size().unwrap_or(Size { width: 80, height: 24 });
    let client = Client::new(Http::new(&start.base_url), start.key, start.settings.zone);
    let last = start.files.last();
    let files = Rc::new(start.files);
    let mut performer = Performer::new(client, files.clone(), sender, Rc::new(world::now));
    let mut model = Model::new(start.settings, world::now(), size);
    model.lists.tab = start.tab;
    model.remarks = start.remarks;
    model.preview.side = start.preview;
    model.fit();
    model.lists.set_filter(crate::app::filter::Filter::read(&start.filter), &model.board);
    if let Some(path) = last {
        let opened = files.open_path(&path).map(|(store, opened)| {
            performer.adopt(store);
            opened
        });
        for effect in update(&mut model, world::now(), Msg::Opened(opened)) {
            performer.perform(effect);
        }
    }
    Session { model, performer, inbox, theme: start.theme }
}

fn say_what_waits(waiting: usize) -> io::Result<()> {
    if waiting == 0 {
        return Ok(());
    }
    let changes = counted(waiting).replace("task", "change");
    writeln!(io::stderr(), "{changes} not sent yet: kept on disk, and sent the next time closeout runs.")
}
