//! Tasks as a busy rep has them, as many as wanted: every benchmark measures with these.

use chrono::DateTime;
use closeout::domain::due::Due;
use closeout::domain::id::{ContactId, LeadId, Named, OrganizationId, UserId};
use closeout::domain::kind::{Kind, Mail};
use closeout::domain::people::Me;
use closeout::domain::task::{Stamp, Task};

/// Whose tasks they are.
pub(crate) fn me() -> Me {
    Me {
        user: Named::new(UserId::new("user_8fj2kd93jf0"), "Ada Lovelace"),
        organization: Named::new(OrganizationId::new("orga_1"), "Northwind"),
        time_zone: None,
    }
}

/// One of them; texts, dates and ids are as long and as alike as real ones.
pub(crate) fn task(number: i64) -> Task {
    let at = DateTime::from_timestamp(1_770_000_000 + number * 977 % 8_000_000, 0);
    let stamp = Stamp { at, by: Some(format!("Colleague Number {}", number % 12).into()) };
    let lead = number / 3;
    let mut task = Task {
        lead: Some(Named::new(
            LeadId::new(format!("lead_8fj2kd93jf02kd93jf0{lead:020}")),
            format!("Company {lead} Ltd."),
        )),
        contact: Some(Named::new(
            ContactId::new(format!("cont_8fj2kd93jf02kd93jf0{lead:020}")),
            format!("Ada Example {lead}"),
        )),
        assignee: Some(me().user),
        due: at.map(|at| if number % 3 == 0 { Due::At(at) } else { Due::Day(at.date_naive()) }),
        is_complete: number % 5 == 0 && number < 10_000,
        created: stamp.clone(),
        updated: stamp,
        ..Task::new(
            format!("task_8fj2kd93jf02kd93jf0{number:020}"),
            format!("Call them back about offer {number}"),
        )
    };
    if number % 2 == 0 {
        let mail = Mail {
            subject: Some(format!("Re: your offer {number}").into()),
            preview: Some("Thanks for the call yesterday, two questions remain on our side".into()),
            unread: 1,
        };
        task.kind = Kind::IncomingEmail(Box::new(mail));
        task.object = Some(("emailthread".into(), format!("acti_{number:040}").into()));
    }
    task
}
