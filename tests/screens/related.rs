//! What stands behind a task, once it has come: a thread, a voicemail that was written down, a lead.

use closeout::app::detail::sheet::Sheet;
use closeout::app::detail::{self, Depth, Line};
use closeout::domain::comment::Comment;
use closeout::domain::due::Due;
use closeout::domain::id::{ActivityId, CommentId, LeadId, ObjectId, TaskId, UserId};
use closeout::domain::related::{
    Attachment, CallRecord, Contact, Key, Lead, OpenTask, Opportunity, Related, SmsMessage, Thread,
    ThreadMail,
};
use closeout::domain::task::Task;
use closeout::domain::zone::Zone;

use crate::stage::Stage;
use crate::tasks::all_kinds;
use crate::{gallery, pictures};

fn activity(id: &str) -> ActivityId {
    ActivityId::new(id)
}

fn mail(id: &str, is_incoming: bool, at: &str, text: &str) -> ThreadMail {
    let (ours, theirs) = ("Robin Falk <robin@northwind.example>", "Jan Kowalski <jan@delta.example>");
    let (from, to) = if is_incoming { (theirs, ours) } else { (ours, theirs) };
    ThreadMail {
        id: activity(id),
        is_incoming,
        from: Some(from.into()),
        to: vec![to.into(), "\"Braun, Eva\" <eva@delta.example>".into()],
        at: at.parse().ok(),
        text: text.into(),
        quoted: if is_incoming { 14 } else { 0 },
        attachments: Vec::new(),
    }
}

fn thread() -> Related {
    let newest = "Thanks, that works. Two questions before we sign:\n\n1. Can the seats be moved between our offices \
        in Gdańsk and Łódź?\n2. Who is our contact after Easter?\n\nBest\nJan";
    let attachment = |name: &str, bytes| Attachment { name: name.into(), bytes: Some(bytes), link: None };
    let attachments = vec![attachment("Seats.xlsx", 18_432), attachment("Plan Łódź.pdf", 2_411_724)];
    Related::Thread(Thread {
        mails: vec![
            ThreadMail { attachments, ..mail("acti_3", true, "2026-03-06T08:10:00Z", newest) },
            mail("acti_2", true, "2026-03-06T07:40:00Z", "Got it, I am reading."),
            mail("acti_1", false, "2026-03-05T15:20:00Z", "Here is the price for 25 seats.\n\nRobin"),
            mail("acti_0", true, "2026-03-05T09:00:00Z", ""),
        ],
    })
}

fn voicemail() -> Related {
    Related::Call(CallRecord {
        direction: Some("inbound".into()),
        outcome: Some("vm-left".into()),
        seconds: Some(42),
        at: "2026-03-03T16:02:00Z".parse().ok(),
        by: None,
        note: None,
        recording: None,
        voicemail: Some("https://api.close.com/call/acti_1/voicemail/".into()),
        transcript: Some(
            "Hi Robin, it is Kim from Bolt. We looked at the offer and the board says yes, provided the first \
             delivery is here before the twentieth. Call me back today if you can."
                .into(),
        ),
    })
}

fn open(id: &str, kind: &str, subject: &str, due: &str, who: &str) -> OpenTask {
    OpenTask {
        id: TaskId::new(id),
        kind: kind.into(),
        subject: subject.into(),
        due: Due::read(due).ok(),
        who: (!who.is_empty()).then(|| who.into()),
    }
}

fn lead() -> Related {
    let contact = |name: &str, title: &str, phone: &str, zone: Option<&str>| Contact {
        id: None,
        name: Some(name.into()),
        title: (!title.is_empty()).then(|| title.into()),
        phones: (!phone.is_empty()).then(|| phone.into()).into_iter().collect(),
        emails: vec![format!("{}@acme.example", name.split(' ').next().unwrap().to_lowercase()).into()],
        zone: zone.and_then(|name| Zone::named(name).ok()),
    };
    let deal = Opportunity {
        value: Some("$1,300 monthly".into()),
        status: Some("Proposal sent".into()),
        confidence: Some(60),
        expected: "2026-03-20".parse().ok(),
        ..Opportunity::default()
    };
    Related::Lead(Lead {
        status: Some("Qualified".into()),
        contacts: vec![
            contact("Bo Diaz", "Buyer", "+1 650-555-0188", None),
            contact("Marek Nowak", "Head of Facilities", "+48 22 555 01 99", Some("America/New_York")),
            contact("Chiara Conti", "", "", Some("Asia/Tokyo")),
            contact("Dag Holm", "Intern", "", None),
        ],
        opportunities: vec![deal],
        tasks: vec![
            open("task_03", "To-do", "This one", "2026-03-06", "Robin Falk"),
            open("task_x2", "To-do", "Measure the hall", "", ""),
            open("noti_x1", "Missed call", "Missed call", "2026-03-05T16:40:00Z", "Ana Lopez"),
        ],
    })
}

/// The cursor on this task, perhaps as a page, with what stands behind it.
fn stage(size: (u16, u16), id: &str, is_page: bool, found: &[(Key, Related)]) -> Stage {
    let kind = match &found[0].0 {
        Key::Thread(_) => "emailthread",
        Key::Call(_) => "call",
        _ => "sms",
    };
    let tasks = all_kinds().into_iter().map(|task| Task {
        object: (task.id.as_str() == id).then(|| (kind.into(), "acti_t".into())),
        ..task
    });
    let mut stage = Stage::with(size.0, size.1, tasks.collect());
    while stage.model.selected().unwrap().id.as_str() != id {
        stage.press("j");
    }
    if is_page {
        stage.press("Enter");
    }
    stage.rest(found);
    stage
}

fn comments(task: &str) -> (Key, Related) {
    let comment = |by: &str, text: &str| Comment {
        id: CommentId::new(format!("comm_{by}")),
        by: Some(UserId::new(by)),
        at: "2026-03-06T10:12:00Z".parse().ok(),
        text: text.into(),
    };
    let comments = vec![
        comment("user_ana", "Careful: they were promised 12 % last year."),
        comment("user_gone", "Legal has seen it."),
    ];
    (Key::Comments(ObjectId::new(task)), Related::Comments(comments))
}

#[test]
fn a_thread_shows_its_unread_mails_and_the_rest_in_brief() {
    let found = [(Key::Thread(activity("acti_t")), thread())];
    pictures("related_mails", |width, height| stage((width, height), "noti_04", false, &found));
    pictures("related_mails_page", |width, height| stage((width, height), "noti_04", true, &found));
}

#[test]
fn a_voicemail_shows_what_was_said() {
    let found = [(Key::Call(activity("acti_t")), voicemail())];
    pictures("related_voicemail", |width, height| stage((width, height), "noti_01", false, &found));
    pictures("related_voicemail_page", |width, height| stage((width, height), "noti_01", true, &found));
}

#[test]
fn a_lead_shows_its_people_and_what_time_it_is_there() {
    let found = [(Key::Lead(LeadId::new("lead_Cedar GmbH")), lead()), comments("task_03")];
    pictures("related_lead", |width, height| stage((width, height), "task_03", false, &found));
    pictures("related_lead_page", |width, height| stage((width, height), "task_03", true, &found));
}

#[test]
fn our_own_comment_waits_beneath_those_of_others() {
    let written = |width, height, keys: &str| {
        let found = [(Key::Lead(LeadId::new("lead_Cedar GmbH")), lead()), comments("task_03")];
        let mut stage = stage((width, height), "task_03", false, &found);
        stage.press("C").write("It was for one year only").press("Ctrl-j").write("Ask Ana").press("Enter");
        stage.save().hush();
        if !keys.is_empty() {
            stage.press(keys);
        }
        stage
    };
    pictures("comment_waiting", |width, height| written(width, height, ""));
    pictures("comment_waiting_page", |width, height| written(width, height, "Enter"));
    pictures("comment_outbox", |width, height| written(width, height, "g p"));
}

// The words of a task's page, in the order of letters.
fn words(lines: impl Iterator<Item = Line>) -> Vec<String> {
    let text = |line: Line| {
        let runs: String = line.runs.into_iter().map(|run| run.text).collect();
        format!("{} {runs}", line.label)
    };
    let text: Vec<String> = lines.map(text).collect();
    let mut words: Vec<String> =
        text.iter().flat_map(|line| line.split_whitespace()).map(str::to_owned).collect();
    words.sort();
    words
}

#[test]
fn a_wide_page_says_in_two_columns_what_a_narrow_one_says_in_one() {
    let lead_of = |name: &str| (Key::Lead(LeadId::new(name)), lead());
    let found = [
        (Key::Thread(activity("acti_t")), thread()),
        (Key::Call(activity("acti_t")), voicemail()),
        lead_of("lead_Cedar GmbH"),
        lead_of("lead_Delta AG"),
        comments("task_03"),
    ];
    for task in all_kinds() {
        let stage = stage((160, 50), task.id.as_str(), true, &found);
        let (model, task) = (&stage.model, stage.model.selected().unwrap());
        let sheet = Sheet::of(model, model.layout().page());
        let columns = detail::text_columns(sheet.side.unwrap());
        let two =
            sheet.main_lines(model, task, Depth::Whole).chain(sheet.side_lines(model, task, Depth::Whole));
        assert_eq!(
            words(two),
            words(detail::lines(model, task, Depth::Whole, columns)),
            "{}",
            task.id.as_str()
        );
    }
}

#[test]
fn a_long_text_is_scrolled_and_the_people_stay_in_sight() {
    let found =
        [(Key::Thread(activity("acti_t")), thread()), (Key::Lead(LeadId::new("lead_Delta AG")), lead())];
    let mut stage = stage((160, 28), "noti_04", true, &found);
    assert!(stage.screen().contains("Email to answer") && !stage.screen().contains("Here is the price"));
    let screen = stage.press("Ctrl-d Ctrl-d").screen();
    assert!(screen.contains("Here is the price") && !screen.contains("Email to answer"), "{screen}");
    assert!(screen.contains("Bo Diaz") && screen.contains("Id         "), "{screen}");
    let end = stage.press("G").screen();
    assert_eq!(stage.press("j").screen(), end);
    assert!(end.contains("Assigned   you"), "{end}");
}

#[test]
fn on_a_wide_page_a_dialog_leaves_what_is_decided_about_in_sight() {
    let found =
        [(Key::Thread(activity("acti_t")), thread()), (Key::Lead(LeadId::new("lead_Delta AG")), lead())];
    let mut stage = stage((180, 40), "noti_04", true, &found);
    let left = |stage: &Stage| -> Vec<String> {
        stage.screen().lines().skip(2).take(36).map(|line| line.chars().take(100).collect()).collect()
    };
    let before = left(&stage);
    for keys in ["s", "a", "C", "D"] {
        assert_eq!(left(stage.press(keys)), before, "{keys}");
        assert!(stage.screen().contains('╭'), "{keys}");
        stage.press("Esc").hush();
    }
}

#[test]
fn a_number_that_does_not_fit_beside_the_names_stands_below_them() {
    let stage = Stage::with(160, 50, all_kinds());
    let task = stage.model.board.shown(&TaskId::new("noti_02")).unwrap();
    let text = |line: Line| line.runs.into_iter().map(|run| run.text).collect::<String>();
    let lines: Vec<String> = detail::lines(&stage.model, task, Depth::Preview, 34).map(text).collect();
    assert_eq!(lines[1..3], ["Acme Corporation · Ada Lovelace", "+1 650-555-0123"]);
}

#[test]
fn what_was_recorded_or_attached_is_listed() {
    let found = [(Key::Thread(activity("acti_t")), thread())];
    let said = [(Key::Call(activity("acti_t")), voicemail())];
    pictures("files", |width, height| {
        let mut stage = stage((width, height), "noti_04", false, &found);
        stage.press("g d").rest(&found).press("j");
        stage
    });
    let with = |id: &str, keys: &str| {
        let mut stage = stage((80, 24), id, false, &said);
        stage.press(keys);
        (format!("{id} {keys}"), stage.screen())
    };
    gallery("files_others", [with("noti_01", "g d"), with("noti_01", "g d s"), with("noti_02", "g d")]);
}

#[test]
fn words_of_strangers_cannot_break_the_screen() {
    let bad = "\u{1b}[2J\u{1b}]0;gotcha\u{7}\u{202e}evil\u{0}";
    let sms = SmsMessage { text: Some(bad.into()), error: Some(bad.into()), ..SmsMessage::default() };
    let contact = Contact { name: Some(bad.into()), phones: vec![bad.into()], ..Contact::default() };
    let lead = Lead { status: Some(bad.into()), contacts: vec![contact], ..Lead::default() };
    let found = [
        (Key::Sms(activity("acti_t")), Related::Sms(sms)),
        (Key::Lead(LeadId::new("lead_株式会社さくら")), Related::Lead(lead)),
    ];
    let screen = stage((100, 50), "noti_05", false, &found).screen();
    assert!(screen.contains("Failed") && screen.contains("Status"), "{screen}");
    for size in [(100, 50), (60, 15), (20, 5)] {
        let screen = stage(size, "noti_05", true, &found).screen();
        assert!(!screen.contains(['\u{1b}', '\u{7}', '\u{0}', '\u{202e}']), "{screen:?}");
    }
}
