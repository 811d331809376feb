//! No size and no text breaks a screen, and nothing a terminal would obey comes through.

use closeout::app::chord::{Chord, Key};
use closeout::app::keymap::Keymap;
use closeout::app::layout::Size;
use closeout::app::msg::Msg;
use closeout::app::presets::Preset;
use closeout::app::text;
use closeout::domain::id::{ContactId, LeadId, Named};
use closeout::domain::kind::{Call, Deal, Kind, Mail, Other, Phone, Sms};
use closeout::domain::task::{Priority, Stamp, Task};
use proptest::prelude::*;

use crate::stage::Stage;
use crate::tasks::ours;

const KEYS: [&str; 26] = [
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
    "V e",
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
];

fn text() -> impl Strategy<Value = String> {
    let nasty = "[a-z 日語é\\x1b\\[\\]0-9;mJH\\x07\\n\\r\\t\u{202e}\u{2066}\u{200d}\u{fe0f}\u{301}👩💻❤ﾞ\u{9b}\u{0}]{0,60}";
    prop_oneof![3 => nasty, 1 => any::<String>(), 1 => Just(String::new())]
}

fn kind() -> impl Strategy<Value = Kind> {
    (0..10, text(), text(), text()).prop_map(|(which, a, b, c)| {
        let (a, b, c): (std::sync::Arc<str>, std::sync::Arc<str>, std::sync::Arc<str>) =
            (a.into(), b.into(), c.into());
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

fn task() -> impl Strategy<Value = Task> {
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
        assert_eq!(text::clean(cell.symbol()), cell.symbol());
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
        sizes in proptest::collection::vec((1_u16..300, 1_u16..100), 4),
        small in proptest::collection::vec((1_u16..44, 1_u16..14), 8),
        keys in proptest::sample::select(KEYS.to_vec()),
        said in text(),
    ) {
        let mut stage = Stage::with(80, 24, tasks);
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
        for (width, height) in (1..=45).flat_map(|width| (1..=16).map(move |height| (width, height))) {
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
        size in (1_u16..180, 1_u16..60),
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
