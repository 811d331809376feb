//! A real pseudo-terminal with the real binary in it, and a model of what a person sees.
#![expect(clippy::unwrap_used, reason = "a terminal that cannot be set up is a failed test")]
#![expect(clippy::disallowed_methods, reason = "a real process takes real time")]
#![allow(dead_code, reason = "each test file uses its own part of the terminal")]

use std::io::{BufRead, BufReader, Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// After this long without a byte a frame is over.
const QUIET: Duration = Duration::from_millis(300);

pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    program: Program,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    raw: Vec<u8>,
    _home: Option<tempfile::TempDir>,
}

/// The simulated Close as a process of its own; gone when dropped.
pub(crate) struct Simulated {
    pub(crate) base_url: String,
    child: std::process::Child,
}

impl Simulated {
    pub(crate) fn start(tasks: usize) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_closeout"));
        command.args(["simulate", "--tasks", &tasks.to_string()]).env("TZ", "UTC").stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { base_url: line.trim().to_owned(), child }
    }
}

impl Drop for Simulated {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

impl Terminal {
    /// The demo in a terminal of this size.
    pub(crate) fn demo(rows: u16, columns: u16, environment: &[(&str, &str)]) -> Self {
        Self::run(rows, columns, &["demo"], environment)
    }

    /// The program with these arguments, in a home of its own.
    pub(crate) fn run(rows: u16, columns: u16, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let terminal = Self::at_with(home.path(), rows, columns, arguments, environment);
        Self { _home: Some(home), ..terminal }
    }

    /// The demo, with these options in the file for them.
    pub(crate) fn with_config(text: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join(".config/closeout");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.toml"), text).unwrap();
        let terminal = Self::at_with(home.path(), 24, 110, &["demo"], &[]);
        Self { _home: Some(home), ..terminal }
    }

    /// The inbox in this home.
    pub(crate) fn at(home: &Path, rows: u16, columns: u16, environment: &[(&str, &str)]) -> Self {
        Self::at_with(home, rows, columns, &[], environment)
    }

    /// The program with these arguments in this home.
    pub(crate) fn at_with(
        home: &Path,
        rows: u16,
        columns: u16,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_closeout"));
        command.args(arguments);
        Self::start(home, (rows, columns), command, environment)
    }

    /// A shell that controls jobs, to run the program in.
    pub(crate) fn shell(rows: u16, columns: u16) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.arg("-i");
        let home = tempfile::tempdir().unwrap();
        let terminal = Self::start(home.path(), (rows, columns), command, &[("PS1", "$ ")]);
        Self { _home: Some(home), ..terminal }
    }

    fn start(
        home: &Path,
        (rows, columns): (u16, u16),
        mut command: CommandBuilder,
        environment: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size(rows, columns)).unwrap();
        command.env_clear();
        command.env("PATH", "/usr/bin:/bin");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("TZ", "UTC");
        command.env("HOME", home);
        environment.iter().for_each(|(name, value)| command.env(name, value));
        let program = Program(pair.slave.spawn_command(command).unwrap());
        let output = listen(pair.master.try_clone_reader().unwrap());
        let writer = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        Self { master: pair.master, writer, program, output, parser, raw: Vec::new(), _home: None }
    }

    /// Types these bytes.
    pub(crate) fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen shows text that matches; words only, `|` for alternatives.
    pub(crate) fn wait_for(&mut self, pattern: &str) {
        let pattern = pattern.trim_start_matches("(?i)").to_lowercase();
        let choices: Vec<String> = pattern.split('|').map(str::to_owned).collect();
        self.wait_until(&pattern, |screen| {
            let text = screen.contents().to_lowercase();
            choices.iter().any(|choice| text.contains(choice))
        });
    }

    /// Waits until these bytes were written.
    pub(crate) fn wait_written(&mut self, bytes: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.raw().contains(bytes) {
            assert!(
                Instant::now() < until && self.read(Duration::from_millis(50)).is_some(),
                "never written: {bytes:?}"
            );
        }
    }

    /// Waits until the screen is as wanted.
    pub(crate) fn wait_until(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + PATIENCE;
        loop {
            if is_so(self.parser.screen()) {
                return;
            }
            let is_over = Instant::now() > until || self.read(Duration::from_millis(50)).is_none();
            let screen = self.parser.screen();
            assert!(!is_over || is_so(screen), "never saw {what}:\n{}", screen.contents());
        }
    }

    // Takes in what was written, if anything; nothing when the program has closed the terminal.
    fn read(&mut self, patience: Duration) -> Option<bool> {
        match self.output.recv_timeout(patience) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.raw.extend(bytes);
                Some(true)
            }
            Err(RecvTimeoutError::Timeout) => Some(false),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Everything written so far, once nothing more comes.
    pub(crate) fn settled(&mut self) -> String {
        while self.read(QUIET) == Some(true) {}
        self.raw()
    }

    /// What `bytes` make the program write.
    pub(crate) fn answer(&mut self, bytes: &str) -> String {
        let before = self.settled().len();
        self.press(bytes);
        self.settled().split_off(before)
    }

    /// The same where it has to be something, however long that takes.
    pub(crate) fn reply(&mut self, bytes: &str) -> String {
        let before = self.settled().len();
        self.press(bytes);
        let until = Instant::now() + PATIENCE;
        while self.raw().len() == before {
            let goes_on = Instant::now() < until && self.read(Duration::from_millis(50)).is_some();
            assert!(goes_on, "{bytes:?} wrote nothing:\n{}", self.parser.screen().contents());
        }
        self.settled().split_off(before)
    }

    /// Everything written so far.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// What a person sees.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// A line of the screen, from 0.
    pub(crate) fn line(&self, row: u16) -> String {
        let (_, columns) = self.parser.screen().size();
        self.parser.screen().contents_between(row, 0, row, columns.get())
    }

    /// A cell of the screen.
    pub(crate) fn cell(&self, row: u16, column: u16) -> &vt100::Cell {
        self.parser.screen().cell(row, column).unwrap()
    }

    pub(crate) fn resize(&mut self, rows: u16, columns: u16) {
        self.master.resize(size(rows, columns)).unwrap();
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
    }

    pub(crate) fn signal(&mut self, name: &str) {
        let id = self.program.0.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// The exit code, once the program has ended and everything it wrote is read.
    pub(crate) fn exit(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        while self.read(Duration::from_millis(50)).is_some() {
            let has_ended = self.program.0.try_wait().unwrap().is_some();
            // What it has written is there; only programs it began may hold the terminal.
            if has_ended && self.read(Duration::from_secs(2)) != Some(true) {
                break;
            }
            assert!(Instant::now() < until, "it does not end:\n{}", self.parser.screen().contents());
        }
        self.program.0.wait().unwrap().exit_code()
    }

    /// Leaves by the key for it, from the list.
    pub(crate) fn quits(&mut self) {
        self.press("q");
        let code = self.exit();
        assert_eq!(code, 0, "{}", self.parser.screen().contents());
    }

    /// What of the mouse is reported.
    pub(crate) fn mouse(&self) -> vt100::MouseProtocolMode {
        self.parser.screen().mouse_protocol_mode()
    }

    /// Every mode that was switched on is off again.
    #[track_caller]
    pub(crate) fn is_as_it_was(&self) {
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the other screen is still on");
        assert!(!screen.bracketed_paste(), "bracketed paste is still on");
        assert!(self.mouse() == vt100::MouseProtocolMode::None, "the mouse is still reported");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        let raw = self.raw();
        let last = |mode: &str| raw.rfind(&format!("\x1b[?{mode}"));
        assert!(last("1004h").is_some() && last("1004l") > last("1004h"), "focus is still reported");
        assert!(last("7l").is_some() && last("7h") > last("7l"), "long lines are still cut");
    }
}

/// The program; killed when dropped.
struct Program(Box<dyn Child + Send + Sync>);

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.0.kill());
    }
}

fn listen(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, output) = channel();
    std::thread::spawn(move || {
        let mut bytes = vec![0; 65536];
        while let Ok(count) = reader.read(&mut bytes) {
            if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    output
}
