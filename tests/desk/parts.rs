//! What a desk is made of besides the program: a drawer for its stores, and settings.

use std::path::{Path, PathBuf};

use closeout::app::msg::Opened as Found;
use closeout::app::settings::Settings;
use closeout::domain::people::Me;
use closeout::domain::when::{Habits, presets};
use closeout::domain::zone::Zone;
use closeout::shell::perform::Stores;
use closeout::store::thread::{StoreSender, queue, serve_here};
use closeout::store::{Mode, Opened, Store};

/// A store in a folder, served on the desk's own runtime.
pub(crate) struct Drawer(pub(crate) PathBuf);

impl Stores for Drawer {
    fn name(&self, me: &Me) -> String {
        format!("{}.db", me.user.id)
    }

    fn open(&self, name: &str) -> Result<(StoreSender, Found), String> {
        let path = self.0.join(name);
        let Opened { store, mode, .. } = Store::open(&path).map_err(|error| error.to_string())?;
        let (sender, jobs) = queue();
        tokio::task::spawn_local(serve_here(store, jobs));
        Ok((sender, Found { is_taken: mode == Mode::ReadsOnly, remark: None }))
    }
}

/// The settings of every desk: Berlin, everything else by default.
pub(crate) fn settings() -> Settings {
    Settings {
        zone: Zone::named("Europe/Berlin").unwrap(),
        is_foreign_zone: false,
        habits: Habits::default(),
        presets: presets().map(str::to_owned),
        account: "Test".into(),
        is_accessible: false,
        is_demo: false,
        access: closeout::app::settings::Access::Full,
        outside: closeout::app::outside::Outside::default(),
        refresh_seconds: 60,
        answer_minutes: 60,
    }
}

/// Puts every store of a folder aside, or back. A folder where the file should be is what no store can be opened on.
pub(crate) fn move_stores(folder: &Path, from: &str, to: &str) {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let moved: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == from)).collect();
    for path in moved {
        let target = path.with_extension(to);
        if target.is_dir() {
            std::fs::remove_dir(&target).unwrap();
        }
        std::fs::rename(&path, &target).unwrap();
        if from == "db" {
            std::fs::create_dir(&path).unwrap();
        }
    }
}
