//! Tasks of every kind, as a rep in Berlin might have them on a Friday afternoon.

use closeout::domain::due::Due;
use closeout::domain::id::{ContactId, LeadId, Named, UserId};
use closeout::domain::kind::{Call, Deal, Kind, Mail, Other, Phone, Sms};
use closeout::domain::task::{Priority, Stamp, Task};

pub(crate) fn ours(id: &str, kind: Kind, due: &str) -> Task {
    let due = Due::read(due).ok();
    let came_in = match due {
        Some(Due::At(at)) if kind.is_inbound() => Some(at),
        _ => "2026-03-02T08:30:00Z".parse().ok(),
    };
    Task {
        kind,
        due,
        assignee: Some(Named::new(UserId::new("user_us"), "Robin Falk")),
        created: Stamp { at: came_in, by: None },
        updated: Stamp { at: "2026-03-06T09:12:00Z".parse().ok(), by: Some("Ana Lopez".into()) },
        ..Task::new(id, "")
    }
}

fn of(lead: &str, contact: &str, task: Task) -> Task {
    let contact = (!contact.is_empty()).then(|| Named::new(ContactId::new("cont_1"), contact));
    Task { lead: Some(Named::new(LeadId::new(format!("lead_{lead}")), lead)), contact, ..task }
}

fn phone(shown: &str) -> Phone {
    let number = shown.replace([' ', '-'], "");
    Phone { number: Some(number.into()), formatted: Some(shown.into()), region: Some("California".into()) }
}

fn call(shown: &str, seconds: Option<u32>) -> Call {
    let recording = seconds.map(|_| "https://calls.example/rec/9f2".into());
    Call { from: phone(shown), ours: Some("+493012345".into()), recording, seconds }
}

fn mail(subject: &str, preview: &str, unread: usize) -> Mail {
    Mail { subject: Some(subject.into()), preview: Some(preview.into()), unread }
}

pub(crate) fn to_do(id: &str, text: &str, due: &str) -> Task {
    of("Acme Corporation", "Ada Lovelace", ours(id, Kind::ToDo(text.into()), due))
}

/// One of each of the nine kinds, and those that lack something.
pub(crate) fn all_kinds() -> Vec<Task> {
    calls().into_iter().chain(messages()).chain(own_work()).chain(lacking()).collect()
}

fn calls() -> Vec<Task> {
    let voicemail = Kind::Voicemail(call("+1 415-555-0100", Some(42)).into());
    let missed = Kind::MissedCall(call("+1 650-555-0123", None).into());
    let unknown = Kind::DetachedCall(call("+44 20 7946 0958", None).into());
    vec![
        of("Bolt Industries", "Kim Park", ours("noti_01", voicemail, "2026-03-03")),
        of("Acme Corporation", "Ada Lovelace", ours("noti_02", missed, "2026-03-05T16:20:00Z")),
        ours("noti_06", unknown, "2026-03-06T10:30:00Z"),
    ]
}

fn messages() -> Vec<Task> {
    let pricing = mail("Re: Pricing for 25 seats", "Thanks, that works. Two questions before we sign", 3);
    let proposal = mail("Proposal for spring", "I wanted to follow up on", 0);
    let sms = Sms {
        text: Some("Can you call me back before 4?".into()),
        from: phone("+1 650-555-3344"),
        ours: Some("+493012345".into()),
        attachments: vec!["floorplan.jpg".into(), "lease.pdf".into()],
    };
    let other = Other { name: "whatsapp_message".into(), text: Some("A kind not yet invented".into()) };
    let (pricing, proposal) = (Kind::IncomingEmail(pricing.into()), Kind::EmailFollowup(proposal.into()));
    vec![
        of("Delta AG", "Jan Kowalski", ours("noti_04", pricing, "2026-03-06T08:10:00Z")),
        of(
            "株式会社さくら",
            "佐藤 由紀",
            ours("noti_05", Kind::IncomingSms(sms.into()), "2026-03-06T09:00:00Z"),
        ),
        of("Evergreen Foods", "", ours("noti_07", proposal, "2026-03-06")),
        of("Harbor Labs", "Noor", ours("noti_10", Kind::Other(other.into()), "2026-03-06")),
    ]
}

fn own_work() -> Vec<Task> {
    let long = "Send the revised quote with the volume discount, and ask whether the rollout in \
        Łódź can start before Easter.\n\nMarek wants the terms in Polish.";
    let deal = Deal {
        note: Some("Renewal, waits for legal".into()),
        value: Some("$1,300".into()),
        cents: Some(130_000),
        period: Some("monthly".into()),
    };
    let quote = of("Cedar GmbH", "Marek Nowak", ours("task_03", Kind::ToDo(long.into()), "2026-03-06"));
    let renewal = Kind::OutgoingCall(Some("Ask about the renewal".into()));
    vec![
        Task { priority: Some(Priority::High), ..quote },
        of("Fjord & Sons", "Liv Berg", ours("task_08", renewal, "2026-03-06T15:30:00Z")),
        of(
            "Grünwald Apotheke",
            "",
            ours("noti_09", Kind::OpportunityDue(deal.into()), "2026-03-06T17:00:00Z"),
        ),
    ]
}

fn lacking() -> Vec<Task> {
    let nameless = Named { id: LeadId::new("lead_x"), name: None };
    let tidy = ours("task_12", Kind::ToDo("Tidy up the pipeline".into()), "2026-03-06");
    vec![
        Task { lead: Some(nameless), ..ours("task_11", Kind::ToDo("  ".into()), "") },
        Task { priority: Some(Priority::Medium), ..tidy },
        ours("noti_13", Kind::IncomingEmail(Box::default()), "2026-03-06"),
    ]
}

/// What is planned for the days to come.
pub(crate) fn planned() -> Vec<Task> {
    let days = ["2026-03-07", "2026-03-07T08:00:00Z", "2026-03-09", "2026-03-09", "2026-04-03", "2027-01-12"];
    days.iter()
        .zip(1..)
        .map(|(due, n)| to_do(&format!("task_f{n}"), &format!("Follow up number {n}"), due))
        .collect()
}

/// What has been done.
pub(crate) fn done() -> Vec<Task> {
    let days = ["2026-03-05", "2026-02-27T10:00:00Z", "2025-12-01"];
    let made = ["2026-03-04T10:00:00Z", "2026-02-20T10:00:00Z", "2025-11-03T10:00:00Z"];
    let task = |(n, due): (usize, &&str)| Task {
        is_complete: true,
        created: Stamp { at: made[n].parse().ok(), by: None },
        ..to_do(&format!("task_d{n}"), &format!("Finished number {n}"), due)
    };
    days.iter().enumerate().map(task).collect()
}

pub(crate) fn everything() -> Vec<Task> {
    [all_kinds(), planned(), done()].concat()
}
