//! Any value of the domain, the strange ones more often than life has them.

use chrono::{DateTime, Datelike, NaiveDate};
use closeout::domain::arrangement::{Arrangement, Grouping, Sort};
use closeout::domain::comment::NewComment;
use closeout::domain::counted::{Counted, Day, Delay};
use closeout::domain::draft::Draft;
use closeout::domain::due::Due;
use closeout::domain::entry::{BatchId, Entry, EntryId, Work};
use closeout::domain::id::{
    CommentId, ContactId, GroupId, LeadId, Named, ObjectId, OrganizationId, TaskId, Text, UserId,
};
use closeout::domain::kind::{Call, Deal, Kind, Mail, Other, Phone, Sms};
use closeout::domain::patch::Patch;
use closeout::domain::people::{Group, Me, User};
use closeout::domain::permissions::Permissions;
use closeout::domain::step::{Change, KeptStep, Step};
use closeout::domain::tab::Tab;
use closeout::domain::task::{Finished, Priority, Stamp, Task};
use closeout::domain::view::{Scope, View};
use closeout::domain::whose::Whose;
use closeout::domain::write::Listed;
use closeout::domain::zone::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

const STRANGE: &[&str] =
    &["", "\0", "\u{1b}[31m", "'; DROP TABLE entry; --", "\r\n\t", "\u{202e}abc", "日本語 👩‍👩‍👧", "null"];

pub(crate) fn text() -> impl Strategy<Value = Text> {
    let free = vec(any::<char>(), 0..12).prop_map(String::from_iter);
    prop_oneof![1 => proptest::sample::select(STRANGE).prop_map(Text::from), 2 => free.prop_map(Text::from)]
}

fn maybe() -> impl Strategy<Value = Option<Text>> {
    option::of(text())
}

pub(crate) fn listed() -> impl Strategy<Value = Listed> {
    let tasks = vec("[a-zA-Z0-9_]{1,12}", 0..4);
    (instant(), tasks).prop_map(|(at, ids)| Listed { at, tasks: ids.into_iter().map(TaskId::new).collect() })
}

pub(crate) fn instant() -> impl Strategy<Value = Timestamp> {
    let seconds = DateTime::<chrono::Utc>::MIN_UTC.timestamp()..=DateTime::<chrono::Utc>::MAX_UTC.timestamp();
    let usual = 0..4_000_000_000_i64;
    let nanos = prop_oneof![Just(0), 0..1_000_000_000_u32];
    (prop_oneof![seconds, usual], nanos)
        .prop_map(|(seconds, nanos)| DateTime::from_timestamp(seconds, nanos).expect("an instant in range"))
}

fn due() -> impl Strategy<Value = Due> {
    let days = NaiveDate::MIN.num_days_from_ce()..=NaiveDate::MAX.num_days_from_ce();
    let day = days.prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).expect("a day in range"));
    prop_oneof![day.prop_map(Due::Day), instant().prop_map(Due::At)]
}

fn named<Id: std::fmt::Debug>(make: fn(Text) -> Id) -> impl Strategy<Value = Named<Id>> {
    (text(), maybe()).prop_map(move |(id, name)| Named { id: make(id), name })
}

fn mail() -> impl Strategy<Value = Box<Mail>> {
    (maybe(), maybe(), any::<usize>())
        .prop_map(|(subject, preview, unread)| Box::new(Mail { subject, preview, unread }))
}

fn phone() -> impl Strategy<Value = Phone> {
    (maybe(), maybe(), maybe()).prop_map(|(number, formatted, region)| Phone { number, formatted, region })
}

fn call() -> impl Strategy<Value = Box<Call>> {
    (phone(), maybe(), maybe(), any::<Option<u32>>())
        .prop_map(|(from, ours, recording, seconds)| Box::new(Call { from, ours, recording, seconds }))
}

fn sms() -> impl Strategy<Value = Box<Sms>> {
    (maybe(), phone(), maybe(), vec(text(), 0..3))
        .prop_map(|(text, from, ours, attachments)| Box::new(Sms { text, from, ours, attachments }))
}

fn deal() -> impl Strategy<Value = Box<Deal>> {
    (maybe(), maybe(), any::<Option<i64>>(), maybe())
        .prop_map(|(note, value, cents, period)| Box::new(Deal { note, value, cents, period }))
}

fn kind() -> impl Strategy<Value = Kind> {
    let other = (text(), maybe()).prop_map(|(name, text)| Box::new(Other { name: (*name).into(), text }));
    prop_oneof![
        text().prop_map(Kind::ToDo),
        maybe().prop_map(Kind::OutgoingCall),
        mail().prop_map(Kind::IncomingEmail),
        mail().prop_map(Kind::EmailFollowup),
        call().prop_map(Kind::MissedCall),
        call().prop_map(Kind::Voicemail),
        call().prop_map(Kind::DetachedCall),
        sms().prop_map(Kind::IncomingSms),
        deal().prop_map(Kind::OpportunityDue),
        other.prop_map(Kind::Other),
    ]
}

fn priority() -> impl Strategy<Value = Priority> {
    prop_oneof![Just(Priority::High), Just(Priority::Medium), text().prop_map(Priority::Other)]
}

fn stamp() -> impl Strategy<Value = Stamp> {
    (option::of(instant()), maybe()).prop_map(|(at, by)| Stamp { at, by })
}

fn finished() -> impl Strategy<Value = Finished> {
    (instant(), any::<bool>()).prop_map(|(at, is_ours)| Finished { at, is_ours })
}

pub(crate) fn task() -> impl Strategy<Value = Task> {
    let who =
        (option::of(named(LeadId::new)), option::of(named(ContactId::new)), option::of(named(UserId::new)));
    let flags = (any::<bool>(), any::<bool>(), option::of(priority()), option::of(finished()));
    let stamps = (stamp(), stamp(), option::of((text(), text())));
    (text(), kind(), who, option::of(due()), flags, stamps).prop_map(|(id, kind, who, due, flags, stamps)| {
        Task {
            id: TaskId::new(id),
            kind,
            lead: who.0,
            contact: who.1,
            assignee: who.2,
            due,
            is_complete: flags.0,
            finished: flags.3.map(Box::new),
            priority: flags.2,
            created: stamps.0,
            updated: stamps.1,
            object: stamps.2,
            is_from_sequence: flags.1,
        }
    })
}

fn patch() -> impl Strategy<Value = Patch> {
    let assignee = option::of(option::of(named(UserId::new)));
    (any::<Option<bool>>(), option::of(finished()), option::of(option::of(due())), assignee, maybe())
        .prop_map(|(is_complete, finished, due, assignee, text)| Patch {
            is_complete,
            finished,
            due,
            assignee,
            text,
        })
}

fn draft() -> impl Strategy<Value = Draft> {
    let who = (named(LeadId::new), option::of(named(ContactId::new)), option::of(named(UserId::new)));
    let priority = option::of(prop_oneof![Just(Priority::High), Just(Priority::Medium)]);
    let others = vec("[a-z0-9_]{1,8}".prop_map(TaskId::new), 0..3);
    (any::<bool>(), who, text(), option::of(due()), priority, others).prop_map(
        |(is_call, (lead, contact, assignee), text, due, priority, others)| Draft {
            is_call,
            lead,
            contact,
            text,
            due,
            assignee,
            priority,
            others,
        },
    )
}

fn comment() -> impl Strategy<Value = Box<NewComment>> {
    let others = vec("[a-z0-9_]{1,8}".prop_map(CommentId::new), 0..3);
    (text(), text(), text(), others).prop_map(|(id, on, text, others)| {
        let (id, on) = (CommentId::new(id), ObjectId::new(on));
        Box::new(NewComment { id, on, text, others })
    })
}

// Only a change has new values of its own.
fn work() -> impl Strategy<Value = (Work, Patch)> {
    let create = draft().prop_map(|draft| (Work::Create(Box::new(draft)), Patch::default()));
    let delete = Just((Work::Delete, Patch::default()));
    let written = comment().prop_map(|comment| (Work::Comment(comment), Patch::default()));
    let gone = comment().prop_map(|comment| (Work::Uncomment(comment), Patch::default()));
    let change = patch().prop_map(|patch| (Work::Change, patch));
    prop_oneof![3 => change, 1 => create, 1 => delete, 1 => written, 1 => gone]
}

pub(crate) fn entry() -> impl Strategy<Value = Entry> {
    // SQLite counts to 2^63; nobody presses that many keys.
    let numbers = (0..=i64::MAX as u64, any::<u64>());
    (numbers, text(), work(), patch(), instant(), any::<bool>()).prop_map(
        |((id, batch), task, (work, patch), before, made, tried)| Entry {
            id: EntryId(id),
            batch: BatchId(batch),
            task: TaskId::new(task),
            work,
            patch,
            before,
            made,
            sending: false,
            tried,
        },
    )
}

pub(crate) fn user() -> impl Strategy<Value = User> {
    (text(), text(), text(), any::<bool>()).prop_map(|(id, name, email, is_active)| User {
        id: UserId::new(id),
        name,
        email,
        is_active,
    })
}

pub(crate) fn me() -> impl Strategy<Value = Me> {
    let parts = (named(UserId::new), named(OrganizationId::new), maybe(), permissions());
    parts.prop_map(|(user, organization, time_zone, permissions)| Me {
        user,
        organization,
        time_zone,
        permissions,
    })
}

fn permissions() -> impl Strategy<Value = Permissions> {
    let names = vec("[a-z_]{1,12}".prop_map(Text::from), 0..4);
    option::of(names).prop_map(|names| names.map_or_else(Permissions::default, Permissions::granted))
}

pub(crate) fn whose() -> impl Strategy<Value = Whose> {
    let members = vec("user_[a-z]{1,3}".prop_map(UserId::new), 0..4);
    let group =
        ("group_[a-z]{1,3}", "[^\\p{C}\\p{Zl}\\p{Zp}]{0,9}", members).prop_map(|(id, name, members)| {
            Whose::Group(Group { id: GroupId::new(id), name: name.into(), members })
        });
    let person = "user_[a-z]{1,3}".prop_map(|id| Whose::Person(UserId::new(id)));
    prop_oneof![Just(Whose::Us), Just(Whose::Everyone), person, group]
}

pub(crate) fn counted() -> impl Strategy<Value = Counted> {
    let milliseconds = (0..4_000_000_000_000_i64)
        .prop_map(|at| DateTime::from_timestamp_millis(at).expect("an instant in range"));
    let delay = (any::<u32>(), vec(due(), 0..4), any::<bool>(), milliseconds)
        .prop_map(|(times, from, is_asked, changed)| Delay { times, from, is_asked, changed });
    let day = (any::<u32>(), vec(any::<u32>(), 0..4)).prop_map(|(done, waited)| Day { done, waited });
    let days = NaiveDate::MIN.num_days_from_ce()..=NaiveDate::MAX.num_days_from_ce();
    let date = days.prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).expect("a day in range"));
    let delays = proptest::collection::hash_map(text().prop_map(TaskId::new), delay, 0..4);
    let days = proptest::collection::btree_map(date, day, 0..4);
    (delays, days).prop_map(|(delays, days)| Counted { delays, days })
}

pub(crate) fn arranged() -> impl Strategy<Value = Vec<(Tab, Arrangement)>> {
    let order = (proptest::sample::select(&Sort::ALL[..]), proptest::sample::select(&Grouping::ALL[..]));
    let chosen = Tab::ALL.map(|tab| {
        let order = order.clone().prop_map(|(sort, grouping)| Arrangement { sort, grouping });
        option::of(order.prop_map(move |order| (tab, order)))
    });
    chosen.prop_map(|tabs| tabs.into_iter().flatten().collect())
}

/// Views whose names all differ, in the order of their names.
pub(crate) fn views() -> impl Strategy<Value = Vec<View>> {
    let order = (proptest::sample::select(&Sort::ALL[..]), proptest::sample::select(&Grouping::ALL[..]));
    let lead = option::of((text().prop_map(LeadId::new), maybe()));
    let scope = prop_oneof![whose().prop_map(Scope::Of), text().prop_map(Scope::Called)];
    let tab = proptest::sample::select(&Tab::ALL[..]);
    let one = (text(), tab, text(), lead, order, scope);
    let one = one.prop_map(|(name, tab, filter, lead, (sort, grouping), whose)| View {
        name,
        tab,
        filter,
        lead: lead.map(|(id, name)| Named { id, name }),
        order: Arrangement { sort, grouping },
        whose,
    });
    vec(one, 0..4).prop_map(|mut views| {
        views.sort_by(|one, other| one.name.cmp(&other.name));
        views.dedup_by(|one, other| one.name == other.name);
        views
    })
}

/// Steps whose batches and entries all differ, in the order of their places.
pub(crate) fn steps() -> impl Strategy<Value = Vec<KeptStep>> {
    let changes = vec((entry(), any::<Option<u32>>()), 1..4);
    let one = (changes, instant(), text(), proptest::bool::ANY);
    vec(one, 0..4).prop_map(|all| {
        let mut last = 0;
        let mut next = || {
            last += 1;
            last
        };
        let keep = |(number, (changes, made, words, is_undone)): (usize, (Vec<_>, _, Text, _))| {
            let changes = changes.into_iter().map(|(entry, reversal): (Entry, Option<u32>)| Change {
                entry: EntryId(next()),
                reversal: reversal.map(|id| EntryId(id.into())),
                ..Change::of(&entry)
            });
            let place = u64::try_from(number).expect("a small number");
            let step = Step {
                batch: BatchId(place + 7),
                words: words.to_string(),
                made,
                changes: changes.collect(),
            };
            KeptStep { place, is_undone, step }
        };
        all.into_iter().enumerate().map(keep).collect()
    })
}
