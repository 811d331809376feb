//! The real program and the programs beside it: a browser, tmux, the terminal, what keeps copied text.
#![expect(clippy::unwrap_used, reason = "a machine that cannot be set up is a failed test")]
#![expect(clippy::disallowed_methods, reason = "real processes take real time")]

mod terminal;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use terminal::{Simulated, Terminal};

/// A program of this name in a folder, as a script.
fn script(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What a file holds, once it is there and ends with a line.
fn written(path: &Path) -> String {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        if text.ends_with('\n') || Instant::now() > until {
            return text;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What the terminal was asked to keep.
fn kept(raw: &str) -> Option<String> {
    let (_, rest) = raw.rsplit_once("\x1b]52;c;")?;
    let (text, _) = rest.split_once('\x07')?;
    String::from_utf8(BASE64_STANDARD.decode(text).unwrap()).ok()
}

#[test]
fn the_browser_gets_the_address_and_neither_the_terminal_nor_its_session() {
    let home = tempfile::tempdir().unwrap();
    let server = Simulated::start(20);
    let note = home.path().join("note");
    let tty = "tty; (: < /dev/tty) 2>/dev/null && echo 'has a terminal'";
    let text =
        format!("echo noise; echo noise >&2; ({tty}; echo \"$1\") > {0}.new; mv {0}.new {0}", note.display());
    let browser = script(home.path(), "browser", &text);
    let environment = [
        ("CLOSE_API_KEY", "api_demo"),
        ("CLOSEOUT_BASE_URL", server.base_url.as_str()),
        ("BROWSER", &browser),
        ("DISPLAY", ":7"),
    ];
    let mut terminal = Terminal::at(home.path(), 24, 100, &environment);
    terminal.wait_for("synced");
    terminal.press("o");
    terminal.wait_for("Opened https://app.close.com/");
    let written = written(&note);
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[0], "not a tty");
    assert!(lines[1].starts_with("https://app.close.com/"), "{written}");
    assert!(!terminal.settled().contains("noise"));
    terminal.quits();
}

#[test]
fn a_browser_that_fails_is_told_and_the_address_is_shown() {
    let home = tempfile::tempdir().unwrap();
    let server = Simulated::start(20);
    let browser = script(home.path(), "broken", "exit 3");
    let environment = [
        ("CLOSE_API_KEY", "api_demo"),
        ("CLOSEOUT_BASE_URL", server.base_url.as_str()),
        ("CLOSEOUT_BROWSER", &browser),
    ];
    let mut terminal = Terminal::at(home.path(), 24, 110, &environment);
    terminal.wait_for("synced");
    terminal.press("o");
    terminal.wait_for("failed (exit code 3)");
    terminal.wait_for("https://app.close.com/");
    terminal.press("\x1bq");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn over_ssh_the_address_is_shown_and_copies_go_to_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let server = Simulated::start(20);
    let browser = script(home.path(), "browser", "touch \"$HOME/tried\"");
    let environment = [
        ("CLOSE_API_KEY", "api_demo"),
        ("CLOSEOUT_BASE_URL", server.base_url.as_str()),
        ("BROWSER", &browser),
        ("SSH_CONNECTION", "10.0.0.1 50000 10.0.0.2 22"),
    ];
    let mut terminal = Terminal::at(home.path(), 24, 100, &environment);
    terminal.wait_for("synced");
    terminal.press("o");
    terminal.wait_for("There is no display here");
    let raw = terminal.settled();
    let (_, link) = raw.rsplit_once("\x1b]8;id=").expect("a link");
    assert!(link.contains(";https://app.close.com/"), "{link:?}");
    terminal.press("\r");
    terminal.press("yi");
    terminal.wait_for("Sent to your terminal to copy");
    let id = kept(&terminal.settled()).unwrap();
    assert!(id.starts_with("task_") || id.starts_with("noti_"), "{id}");
    assert!(!home.path().join("tried").exists());
    terminal.quits();
}

#[test]
fn on_a_desktop_the_program_that_keeps_copies_gets_the_text() {
    let home = tempfile::tempdir().unwrap();
    let note = home.path().join("note");
    // It stays behind to be asked for the text, as the real one does.
    let text = format!("(cat; echo; echo \"$@\") > {0}.new; mv {0}.new {0}; sleep 30 &", note.display());
    script(home.path(), "xclip", &text);
    let path = format!("{}:/usr/bin:/bin", home.path().display());
    let mut terminal = Terminal::demo(24, 100, &[("DISPLAY", ":7"), ("PATH", &path)]);
    terminal.wait_for("synced");
    terminal.press("yy");
    terminal.wait_for("Copied with xclip: https://app.close.com/");
    let written = written(&note);
    assert!(written.starts_with("https://app.close.com/"), "{written}");
    assert!(written.ends_with("\n-selection clipboard\n"), "{written}");
    terminal.quits();
}

#[test]
fn a_voicemail_is_opened_with_the_program_of_the_user_and_gone_at_the_end() {
    let home = tempfile::tempdir().unwrap();
    let note = home.path().join("note");
    let text = format!(
        "(head -c 4 \"$2\"; echo; echo \"$1\"; ls -l \"$2\") > {0}.new; mv {0}.new {0}",
        note.display()
    );
    let player = format!("{} --quiet", script(home.path(), "player", &text));
    let arguments = ["--filter", "voicemail", "demo", "--tasks", "200"];
    let environment = [("CLOSEOUT_OPEN_WITH", player.as_str()), ("SSH_CONNECTION", "1 2 3 4")];
    let mut terminal = Terminal::at_with(home.path(), 24, 110, &arguments, &environment);
    terminal.wait_for("synced");
    terminal.wait_for("Voicemail");
    terminal.press("gd");
    terminal.wait_for("Voicemail  Voicemail");
    terminal.press("\r");
    terminal.wait_for("Opened with");
    let written = written(&note);
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[..2], ["RIFF", "--quiet"]);
    assert!(lines[2].starts_with("-rw-------"), "{written}");
    let path = &lines[2][lines[2].find('/').unwrap()..];
    assert!(path.contains(".wav") && Path::new(path).exists(), "{path}");
    terminal.press("s");
    terminal.wait_for("Saved as ~/Voicemail");
    terminal.press("q");
    terminal.wait_until("the list", |screen| !screen.contents().contains("Files ·"));
    terminal.quits();
    assert!(!Path::new(path).exists(), "what was only opened does not stay behind");
    let is_wav = |entry: std::fs::DirEntry| entry.path().extension().is_some_and(|end| end == "wav");
    assert!(std::fs::read_dir(home.path()).unwrap().any(|entry| is_wav(entry.unwrap())));
}

/// A tmux of its own; gone when dropped.
struct Tmux(tempfile::TempDir);

impl Tmux {
    fn run(&self, arguments: &[&str]) -> Option<String> {
        let mut command = Command::new("tmux");
        command.env_remove("TMUX").env("TMUX_TMPDIR", self.0.path()).env("HOME", self.0.path());
        command.env("SHELL", "/bin/sh").env("LANG", "C.UTF-8");
        let output = command.args(["-f", "/dev/null"]).args(arguments).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn wait_for(&self, arguments: &[&str], text: &str) -> String {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let seen = self.run(arguments).unwrap_or_default();
            if seen.contains(text) {
                return seen;
            }
            assert!(Instant::now() < until, "never saw {text}:\n{seen}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        drop(self.run(&["kill-server"]));
    }
}

#[test]
fn inside_tmux_a_copy_is_in_its_buffer() {
    let tmux = Tmux(tempfile::tempdir().unwrap());
    let program = format!("{} demo", env!("CARGO_BIN_EXE_closeout"));
    if tmux.run(&["new-session", "-d", "-x", "100", "-y", "24", &program]).is_none() {
        // A machine without tmux cannot show this.
        return;
    }
    let screen = ["capture-pane", "-p"];
    tmux.wait_for(&screen, "synced");
    tmux.run(&["send-keys", "y", "y"]).unwrap();
    tmux.wait_for(&screen, "Copied to tmux: https://app.close.com/");
    assert!(tmux.wait_for(&["show-buffer"], "https://app.close.com/").ends_with('/'));
}
