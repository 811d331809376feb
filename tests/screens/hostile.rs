//! No size and no text breaks a screen, and nothing a terminal would obey comes through.

use closeout::app::chord::{Chord, Key};
use closeout::app::keymap::Keymap;
use closeout::app::layout::Size;
use closeout::app::msg::Msg;
use closeout::app::presets::Preset;
use closeout::app::text;
use closeout::domain::id::{ContactId, LeadId, Named, Text};
use closeout::domain::kind::{Call, Deal, Kind, Mail, Other, Phone, Sms};
use closeout::domain::task::{Priority, Stamp, Task};
use proptest::prelude::*;

use crate::accounts::accounts;
use crate::stage::Stage;
use crate::tasks::ours;

pub(crate) const KEYS: &[&str] = &[
    "1",
    "j s",
    "j s x y z",
    "a",
    "a Down a",
    "g p",
    "Enter",
    "Enter G",
    "? G",
    "/",
    "/ a b",
    "2",
    "3",
    "g",
    "* a e",
    "j Space P",
    "g w",
    "f j Space",
    "g w Space q",
    "g s",
    ":",
    ": m o v e Space m o n",
    ": s h o w Space e",
    ": a s s i g n Space a Tab",
    "? / m a",
    ": m e n u Enter",
    "c",
    "c Down Down Down",
    "E",
    "C",
    "D",
    "* a D",
    "O",
    "y",
    "g d",
    "g u",
    "x s",
    "s 9",
    ", l",
    ", k j",
    "*",
    "F",
    "F Ctrl-o",
    "@",
    "@ Down Enter",
];

/// What somebody may have written, or meant as a prank, and every terminal shows in a way of its own.
const PRANKS: &[&str] = &[
    "❤\u{fe0f}",
    "❤\u{fe0e}",
    "1\u{fe0f}\u{20e3}",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦",
    "🏳\u{fe0f}\u{200d}🌈",
    "👍🏽",
    "🇩🇪",
    "🇩",
    "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "Z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}",
    "\u{301}",
    "\u{202e}evil\u{202c}",
    "\u{2067}עברית\u{2069} שלום 12 (a)",
    "مرحبا بالعالم",
    "لا إله",
    "日本語",
    "ﾊﾟﾋﾟ",
    "ＡＢＣ",
    "\u{1112}\u{1161}\u{11ab}",
    "क्षि नमस्ते",
    "กำลัง น้ำ",
    "\u{a9c1}\u{17d8}",
    "a\tb",
    "a\u{200b}b\u{ad}c\u{2060}d\u{feff}",
    "\u{9b}31m\u{90}x\u{9c}\u{85}",
    "\u{1b}[2J\u{1b}]0;x\u{7}\u{1b}P1\u{1b}\\",
    "\\ud83d\\u001b[31m",
    "\u{fffd}\u{fffc}\u{ffff}\u{e000}\u{10fffd}",
    "©®™ℹ⌚⏩☎♥✈➡",
    "🫠🪿🫩",
    "\u{3164}\u{115f}\u{ffa0}x",
    "𝕳𝖊𝖑𝖑𝖔 ﷽",
];

pub(crate) fn text() -> impl Strategy<Value = String> {
    let nasty = "[a-z 日語é\\x1b\\[\\]0-9;mJH\\x07\\n\\r\\t\u{202e}\u{2066}\u{200d}\u{fe0f}\u{301}👩💻❤ﾞ\u{9b}\u{0}]{0,60}";
    let pranks = proptest::collection::vec(proptest::sample::select(PRANKS), 1..6);
    let endless = proptest::sample::select(PRANKS).prop_map(|prank| prank.repeat(10_000 / prank.len() + 1));
    prop_oneof![
        3 => nasty,
        4 => pranks.prop_map(|pranks| pranks.concat()),
        1 => any::<String>(),
        1 => endless,
        1 => Just(String::new()),
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    (0..10, text(), text(), text()).prop_map(|(which, a, b, c)| {
        let (a, b, c): (Text, Text, Text) = (a.into(), b.into(), c.into());
        let from = Phone { number: Some(a.clone()), formatted: Some(b.clone()), region: Some(c.clone()) };
        let call = Call {
            from: from.clone(),
            ours: Some(a.clone()),
            recording: Some(b.clone()),
            seconds: Some(u32::MAX),
        };
        let mail = Mail { subject: Some(a.clone()), preview: Some(b.clone()), unread: usize::MAX };
        match which {
            0 => Kind::ToDo(a),
            1 => Kind::OutgoingCall(Some(a)),
            2 => Kind::IncomingEmail(mail.into()),
            3 => Kind::EmailFollowup(mail.into()),
            4 => Kind::MissedCall(call.into()),
            5 => Kind::Voicemail(call.into()),
            6 => Kind::DetachedCall(call.into()),
            7 => Kind::IncomingSms(
                Sms { text: Some(a.clone()), from, ours: Some(b), attachments: vec![a, c] }.into(),
            ),
            8 => Kind::OpportunityDue(
                Deal { note: Some(a), value: Some(b), cents: Some(i64::MIN), period: Some(c) }.into(),
            ),
            _ => Kind::Other(Other { name: (&*a).into(), text: Some(b) }.into()),
        }
    })
}

pub(crate) fn task() -> impl Strategy<Value = Task> {
    let due = prop_oneof![
        Just("2026-03-06"),
        Just("0001-01-01"),
        Just("9999-12-31T23:59:59Z"),
        Just("2026-03-06T20:00:00Z"),
        Just(""),
    ];
    ("[a-z]{4}", kind(), due, text(), text(), text(), any::<bool>()).prop_map(
        |(id, kind, due, lead, contact, by, is_complete)| Task {
            lead: Some(Named::new(LeadId::new(lead.as_str()), lead.as_str())),
            contact: Some(Named::new(ContactId::new("c"), contact)),
            priority: Some(Priority::Other(by.as_str().into())),
            created: Stamp { at: None, by: Some(by.as_str().into()) },
            object: Some((by.as_str().into(), lead.into())),
            is_complete,
            ..ours(&id, kind, due)
        },
    )
}

fn check(stage: &Stage) {
    let (buffer, cursor) = stage.draw();
    for cell in &buffer.content {
        let is_clean = cell.symbol().chars().all(|letter| !letter.is_control() && !is_turning(letter));
        assert!(is_clean, "{:?} at {:?}", cell.symbol(), stage.model.size);
        assert!(!cell.symbol().chars().any(text::is_harmful), "{:?}", cell.symbol());
    }
    assert!(cursor.is_none_or(|at| buffer.area.contains(at)), "{cursor:?} at {:?}", stage.model.size);
}

fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_harmful_comes_through_at_any_size(
        tasks in proptest::collection::vec(task(), 0..20),
        sizes in proptest::collection::vec((0_u16..300, 0_u16..100), 4),
        small in proptest::collection::vec((0_u16..44, 0_u16..14), 8),
        keys in proptest::sample::select(KEYS),
        said in text(),
    ) {
        let mut stage = Stage::with(80, 24, tasks);
        stage.model.accounts = accounts(&said);
        stage.press(keys);
        stage.model.remarks.push(said.clone());
        stage.tell(Msg::Pasted(said));
        for (width, height) in sizes.into_iter().chain(small) {
            stage.tell(Msg::Resized(Size { width, height }));
            check(&stage);
        }
    }
}

#[test]
fn every_screen_at_every_small_size() {
    for keys in KEYS {
        let mut stage = Stage::with(80, 24, crate::tasks::everything());
        stage.press(keys);
        for (width, height) in (0..=45).flat_map(|width| (0..=16).map(move |height| (width, height))) {
            stage.tell(Msg::Resized(Size { width, height }));
            check(&stage);
        }
    }
}

fn any_key() -> impl Strategy<Value = Chord> {
    let named = ["Enter", "Esc", "Tab", "Shift-Tab", "Backspace", "Delete", "Up", "Down", "Left", "Right"];
    let named = named.into_iter().chain(["Home", "End", "PgUp", "PgDn", "Space", "F1", "F12"]);
    let named: Vec<Chord> = named.filter_map(Chord::read).collect();
    // Those that open something come often enough to be gone through.
    let openers = ['?', '/', ':', 'g', 's', 'a', 'c', 'm', 'w', 'D', 'E', 'f', 'F', ',', '*', 'y', 'v', 'V'];
    prop_oneof![
        3 => proptest::char::range(' ', '~').prop_map(|letter| Chord::plain(Key::Char(letter))),
        2 => proptest::sample::select(named),
        2 => proptest::sample::select(openers.to_vec()).prop_map(|letter| Chord::plain(Key::Char(letter))),
        1 => proptest::char::range('a', 'z').prop_map(Chord::ctrl),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_keys_breaks_anything_in_any_preset(
        preset in proptest::sample::select(Preset::ALL.to_vec()),
        keys in proptest::collection::vec(any_key(), 1..80),
        size in (0_u16..180, 0_u16..60),
    ) {
        let mut stage = Stage::with(size.0, size.1, crate::tasks::everything());
        stage.model.keymap = Keymap::of(preset);
        stage.model.fit();
        for (count, chord) in keys.into_iter().enumerate() {
            stage.tell(Msg::Pressed(chord));
            if count % 8 == 0 {
                check(&stage);
            }
        }
        check(&stage);
    }
}
