//! The log: a file a day beside the stores, the last five kept.
//!
//! For when something went wrong. Never holds a key, and is for its owner only: the folder is closed to
//! others, so a file begun at midnight is too. A log that cannot be written stops nobody from working.

use std::fs;
use std::path::{Path, PathBuf};

use tracing::Subscriber;
use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::{Registry, fmt};

use super::places;

/// The variable that says how much is written, such as `debug` or `closeout::close=debug`.
pub const VARIABLE: &str = "CLOSEOUT_LOG";
/// Our own doings, and of the libraries only what is wrong.
const USUAL: &str = "warn,closeout=info";
/// How many days are kept.
const DAYS: usize = 5;
/// How many lines may wait for the disk. Room for all of them is taken at the start, so not more than a burst.
const WAITING: usize = 500;

/// A log that is being written until this is dropped.
#[derive(Debug)]
pub struct Log {
    /// The folder its files are in.
    pub folder: PathBuf,
    _writer: WorkerGuard,
}

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum NoLog {
    /// Its folder or file cannot be made.
    #[error("there is no log, as {folder} cannot be written: {why}", folder = folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        why: String,
    },
    /// Something else writes one already.
    #[error("there is no log, as another one is being written")]
    Taken,
}

/// Starts the log of this process in a folder; `levels` is what the user asked for.
pub fn start(folder: &Path, levels: Option<&str>) -> Result<Log, NoLog> {
    let (log, writer) = open(folder)?;
    let subscriber = subscriber(writer, levels);
    tracing::subscriber::set_global_default(subscriber).map_err(|_| NoLog::Taken)?;
    Ok(log)
}

fn open(folder: &Path) -> Result<(Log, NonBlocking), NoLog> {
    let no_log = |why: String| NoLog::Folder { folder: folder.to_owned(), why };
    places::make_private(folder).map_err(|error| no_log(error.to_string()))?;
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("closeout")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)
        .map_err(|error: InitError| no_log(error.to_string()))?;
    close_to_others(folder);
    let (writer, guard) = NonBlockingBuilder::default().buffered_lines_limit(WAITING).finish(appender);
    Ok((Log { folder: folder.to_owned(), _writer: guard }, writer))
}

fn subscriber(writer: NonBlocking, levels: Option<&str>) -> impl Subscriber + Send + Sync {
    let chosen = levels.and_then(|levels| levels.parse::<Targets>().ok());
    let targets = chosen.or_else(|| USUAL.parse().ok()).unwrap_or_default();
    let lines = fmt::layer().with_ansi(false).with_writer(writer);
    Registry::default().with(lines.with_filter(targets))
}

// The appender makes files as the umask says; a folder that was there before may be open to others.
#[cfg(unix)]
fn close_to_others(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for log in entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "log")) {
        drop(fs::set_permissions(log.path(), fs::Permissions::from_mode(0o600)));
    }
}

#[cfg(not(unix))]
fn close_to_others(_folder: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(levels: Option<&str>) -> String {
        let folder = tempfile::tempdir().unwrap();
        let (log, writer) = open(folder.path()).unwrap();
        tracing::subscriber::with_default(subscriber(writer, levels), || {
            tracing::info!("a task was done");
            tracing::debug!("in detail");
            tracing::info!(target: "somebody_else", "gossip");
            tracing::warn!(target: "somebody_else", "trouble");
        });
        drop(log);
        only_file(folder.path()).1
    }

    fn only_file(folder: &Path) -> (PathBuf, String) {
        let files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        (files[0].clone(), fs::read_to_string(&files[0]).unwrap())
    }

    #[test]
    fn our_own_doings_are_written_and_of_others_only_what_is_wrong() {
        let text = written(None);
        assert!(text.contains("a task was done") && text.contains("trouble"), "{text}");
        assert!(!text.contains("in detail") && !text.contains("gossip"), "{text}");
    }

    #[test]
    fn more_is_written_when_asked_for() {
        assert!(written(Some("debug")).contains("in detail"));
    }

    #[test]
    fn a_misspelt_level_leaves_the_usual_one() {
        assert!(written(Some("closeout=loud")).contains("a task was done"));
    }

    #[test]
    fn no_escape_sequence_reaches_the_file() {
        assert!(!written(None).contains('\u{1b}'));
    }

    #[cfg(unix)]
    #[test]
    fn a_log_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let log = open(&folder.path().join("logs")).unwrap().0;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&log.folder), 0o700);
        assert_eq!(mode(&only_file(&log.folder).0), 0o600);
    }

    #[test]
    fn a_log_that_cannot_be_written_is_a_sentence_and_not_a_panic() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("taken");
        fs::write(&file, "").unwrap();
        let why = open(&file).err().unwrap().to_string();
        assert!(why.starts_with("there is no log, as ") && why.contains("taken"), "{why}");
    }
}
