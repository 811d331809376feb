//! What the program reads of its surroundings beside the options, and what it keeps.
//!
//! For the manual; a test looks through the sources for variables that are not here.

/// Variables of the environment that are no options, and what is made of them.
pub const VARIABLES: &[(&str, &str)] = &[
    ("CLOSEOUT_LOG", "How much is written to the log, such as debug or closeout::close=debug."),
    ("HOME", "Where everything is kept that has no place of its own below."),
    ("XDG_CONFIG_HOME", "Where the file of options is looked for, instead of ~/.config."),
    ("XDG_STATE_HOME", "Where stores and logs are kept, instead of ~/.local/state."),
    ("TZ", "The zone of the machine, where it is the name of one, such as Europe/Berlin."),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "Whether the terminal shows UTF-8; where they say otherwise, lines are ASCII.",
    ),
    ("NO_COLOR", "When it is set, nothing is in colour."),
    ("TERM, COLORTERM, COLORFGBG, VTE_VERSION", "What the terminal can show, and whether it is light."),
    ("SSH_CONNECTION, SSH_TTY, SSH_CLIENT", "Whether the terminal is on another machine."),
    (
        "DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME",
        "Whether there is a desktop for browsers and the clipboard.",
    ),
    ("TMUX", "Whether this is tmux, which keeps what is copied."),
    (
        "HTTPS_PROXY, ALL_PROXY, NO_PROXY",
        "The proxy, and what is reached without it, where the option proxy is auto; small letters count too.",
    ),
    ("SSL_CERT_FILE, SSL_CERT_DIR", "Authorities to trust instead of those the machine has."),
    ("STY, ZELLIJ", "Whether this is screen or zellij; only `closeout doctor` tells."),
    ("BROWSER", "The command that shows an address, unless the option browser names one."),
    ("VISUAL, EDITOR", "The editor for longer texts."),
    ("PATH", "Where other programs are looked for."),
];

/// What is kept where, for the manual and for whoever takes the program away again.
pub const FILES: &[(&str, &str)] = &[
    (
        "~/.config/closeout/config.toml",
        "Your options. Only read; `closeout config path` says where it belongs.",
    ),
    ("~/.config/closeout/themes/", "Themes of your own."),
    (
        "~/.local/state/closeout/USER-ORGANISATION.db",
        "Tasks as Close last told them, and the outbox: changes not yet confirmed. For you alone (0600).",
    ),
    (
        "~/.local/state/closeout/accounts/",
        "What `closeout login` keeps: keys and sign-ins, for you alone (0600).",
    ),
    (
        "~/.local/state/closeout/USER-ORGANISATION.db.lock",
        "Says that a copy of the program has the store; empty.",
    ),
    (
        "~/.local/state/closeout/USER-ORGANISATION.db-wal",
        "What SQLite has not put into the store yet; goes with it.",
    ),
    ("~/.local/state/closeout/keys/", "Which store belongs to which key, by a fingerprint; no key itself."),
    ("~/.local/state/closeout/closeout.DATE.log", "The log of the last five days. Never holds a key."),
];
