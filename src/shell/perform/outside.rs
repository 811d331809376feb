//! Doing what leaves the program: copying, browsing, fetching files.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::{Delivery, Performer};
use crate::app::copy::Copying;
use crate::app::effect::Effect;
use crate::app::files::{File, Got, Lost, Purpose};
use crate::app::msg::Msg;
use crate::app::outside::first_word;
use crate::close::client::Client;
use crate::close::transport::Transport;
use crate::shell::outside::{self, launch, save};
use crate::shell::world;

/// What is kept between two orders.
#[derive(Debug, Default)]
pub(super) struct Reach {
    // Stops the download that is under way by being dropped.
    stop: Option<oneshot::Sender<()>>,
    // Where files to be opened are. Gone at the end: what customers send does not stay behind.
    opened: Option<TempDir>,
}

/// How often the user is told how far a download is.
const TOLD: Duration = Duration::from_millis(100);

impl<T: Transport + 'static> Performer<T> {
    /// Does one of the effects that leave the program.
    pub(super) fn reach_out(&mut self, effect: Effect) {
        match effect {
            Effect::Copy(copying) => self.copy(copying),
            Effect::Browse(address) => self.browse(address),
            Effect::Download(file, purpose) => self.download(*file, purpose),
            Effect::StopDownload => self.reach.stop = None,
            _ => {}
        }
    }

    fn copy(&mut self, copying: Copying) {
        let clipboard = self.ways.told.clipboard.clone();
        self.answer(async move {
            let copied = outside::copy(&clipboard, copying.text.clone()).await;
            Msg::Copied(copying, copied)
        });
    }

    fn browse(&mut self, address: String) {
        let browser = self.ways.browser.clone();
        self.answer(async move {
            let opened = match browser {
                Some(browser) => launch::open(&browser, &address).await,
                None => Err("There is no browser here; the option browser names one".into()),
            };
            Msg::Browsed(address, opened)
        });
    }

    fn download(&mut self, file: File, purpose: Purpose) {
        let (stop, stopped) = oneshot::channel();
        self.reach.stop = Some(stop);
        let (folder, viewer) = (self.folder(purpose), self.ways.viewer.clone());
        let sender = self.sender.clone();
        self.ask(|client, _| async move {
            let work = async {
                let path = fetch(&client, &file, &folder?, sender).await?;
                Ok(match purpose {
                    Purpose::Save => Got::Saved(shown(&path)),
                    Purpose::Open => open(viewer, &path).await,
                })
            };
            tokio::select! {
                got = work => Msg::Downloaded(got.map_err(Lost::Failed)),
                _ = stopped => Msg::Downloaded(Err(Lost::Stopped)),
            }
        });
    }

    fn folder(&mut self, purpose: Purpose) -> Result<PathBuf, String> {
        if purpose == Purpose::Save {
            let folder = self.ways.folder.clone();
            return folder.ok_or_else(|| "there is no home folder: set download_folder".into());
        }
        if let Some(opened) = &self.reach.opened {
            return Ok(opened.path().to_owned());
        }
        let made = tempfile::Builder::new().prefix("closeout-").tempdir();
        let made = made.map_err(|error| format!("there is no room for it ({error})"))?;
        Ok(self.reach.opened.insert(made).path().to_owned())
    }
}

async fn fetch<T: Transport>(
    client: &Client<T>,
    file: &File,
    folder: &Path,
    sender: UnboundedSender<Delivery>,
) -> Result<PathBuf, String> {
    let address = file.link.as_deref().unwrap_or_default();
    let download = client.file(address, file.is_page()).await.map_err(|failure| failure.to_string())?;
    let mut next = Instant::now();
    let told = move |taken, total| {
        let now = Instant::now();
        if now >= next {
            next = now + TOLD;
            drop(sender.send(Delivery { msg: Msg::Arrived(taken, total), is_answer: false }));
        }
    };
    save::save(download, folder, file, told).await
}

async fn open(viewer: Option<String>, path: &Path) -> Got {
    let Some(viewer) = viewer else {
        return Got::Unopened(shown(path), "There is no program here to open it with".into());
    };
    match launch::open(&viewer, &path.to_string_lossy()).await {
        Ok(()) => Got::Opened(first_word(&viewer).to_owned()),
        Err(why) => Got::Unopened(shown(path), why),
    }
}

fn shown(path: &Path) -> String {
    let home = world::environment("HOME").map(PathBuf::from);
    save::shown(path, home.as_deref())
}
