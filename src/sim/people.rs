//! The people and companies of the organisation, and the JSON Close shows of them.
//!
//! `/me/` gives organisations as objects where `/user/` gives ids; both are kept as Close has them.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value, json};

use super::moment::stamp;
use super::task::into_map;

/// Somebody with a login, now or formerly.
#[derive(Clone, Debug)]
pub struct User {
    /// `user_…`.
    pub id: String,
    /// `memb_…`.
    pub membership_id: String,
    /// First name.
    pub first: String,
    /// Last name.
    pub last: String,
    /// Mail address.
    pub email: String,
    /// False for people who have left.
    pub is_active: bool,
    /// Shown as available in the app just now.
    pub is_online: bool,
    /// The lead they are talking to on the telephone just now.
    pub calls: Option<String>,
    /// What their role lets them do, by Close's names.
    pub permissions: Vec<String>,
    /// When the login was made.
    pub created: DateTime<Utc>,
}

/// What a role without restrictions allows; the three that have to do with tasks.
pub(super) const PERMISSIONS: [&str; 3] = ["delete_own_tasks", "manage_others_tasks", "view_all_leads"];

/// The organisation everything belongs to.
#[derive(Clone, Debug)]
pub struct Organization {
    /// `orga_…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The number customers call and text, E.164.
    pub phone: String,
    /// An IANA zone name, what the web app saw last.
    pub timezone: String,
    /// `stat_…` and label of each lead status.
    pub lead_statuses: Vec<(String, String)>,
    /// `group_…`, name and members' user ids of each group.
    pub groups: Vec<Group>,
}

/// A team.
#[derive(Clone, Debug)]
pub struct Group {
    /// `group_…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// User ids.
    pub members: Vec<String>,
}

/// A company being sold to.
#[derive(Clone, Debug, Default)]
pub struct Lead {
    /// `lead_…`.
    pub id: String,
    /// What everybody calls it.
    pub name: String,
    /// The company's own site.
    pub url: Option<String>,
    /// What it does.
    pub description: String,
    /// City, state or region, country code.
    pub place: (String, String, String),
    /// The label of its status.
    pub status: String,
    /// `cont_…` of its people.
    pub contacts: Vec<String>,
    /// `oppo_…` of its deals.
    pub opportunities: Vec<String>,
    /// When it was made.
    pub created: DateTime<Utc>,
}

/// A person at a company.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// `cont_…`.
    pub id: String,
    /// The company.
    pub lead_id: String,
    /// May be empty.
    pub name: String,
    /// Job title; may be empty.
    pub title: String,
    /// Mail address; may be empty.
    pub email: String,
    /// E.164; may be empty.
    pub phone: String,
    /// An IANA zone name, where Close knows one.
    pub timezone: Option<String>,
}

/// A deal.
#[derive(Clone, Debug)]
pub struct Opportunity {
    /// `oppo_…`.
    pub id: String,
    /// The company.
    pub lead_id: String,
    /// The person.
    pub contact_id: Option<String>,
    /// The owner.
    pub user_id: String,
    /// Cents.
    pub cents: i64,
    /// `one_time`, `monthly` or `annual`.
    pub period: String,
    /// 0 to 100.
    pub confidence: u8,
    /// May be empty.
    pub note: String,
    /// The expected close date.
    pub expected: NaiveDate,
    /// When it was made.
    pub created: DateTime<Utc>,
}

impl User {
    /// First and last name.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.first, self.last).trim().to_owned()
    }

    /// As in `/user/`.
    #[must_use]
    pub fn render(&self, organization: &Organization) -> Map<String, Value> {
        let organizations = if self.is_active { vec![&organization.id] } else { vec![] };
        into_map(json!({
            "id": self.id,
            "email": self.email,
            "first_name": self.first,
            "last_name": self.last,
            "image": format!("https://close-avatars.example.com/{}.png", self.id),
            "organizations": organizations,
            "date_created": stamp(self.created),
            "date_updated": stamp(self.created),
        }))
    }

    /// As in `/me/`.
    #[must_use]
    pub fn render_me(&self, organization: &Organization) -> Map<String, Value> {
        let mut me = self.render(organization);
        let membership = json!({
            "id": self.membership_id,
            "user_id": self.id,
            "organization_id": organization.id,
            "role_id": "admin",
            "permissions_granted": self.permissions,
            "auto_record_calls": "unset",
            "track_email_opens": "unset",
        });
        me.insert("organizations".to_owned(), json!([organization.brief()]));
        me.insert("memberships".to_owned(), json!([membership]));
        me.insert("last_used_timezone".to_owned(), organization.timezone.clone().into());
        me.insert("phone_numbers".to_owned(), json!([{ "id": "phon_1", "number": organization.phone }]));
        let identity = json!({ "name": self.name(), "email": self.email });
        me.insert("email_accounts".to_owned(), json!([{ "_type": "google", "identities": [identity] }]));
        me
    }

    fn membership(&self) -> Value {
        json!({
            "id": self.membership_id,
            "user_id": self.id,
            "user_full_name": self.name(),
            "user_first_name": self.first,
            "user_last_name": self.last,
            "user_email": self.email,
            "user_phone": null,
            "role_id": "admin",
            "permissions_granted": self.permissions,
        })
    }
}

impl Organization {
    fn brief(&self) -> Value {
        let statuses: Vec<Value> =
            self.lead_statuses.iter().map(|(id, label)| json!({ "id": id, "label": label })).collect();
        json!({ "id": self.id, "name": self.name, "lead_statuses": statuses, "pipelines": [] })
    }

    /// As in `/organization/{id}/`: who is in it and who has left.
    #[must_use]
    pub fn render(&self, users: &[User]) -> Map<String, Value> {
        let members = |active: bool| -> Value {
            users.iter().filter(|user| user.is_active == active).map(User::membership).collect()
        };
        let mut fields = into_map(self.brief());
        fields.insert("memberships".to_owned(), members(true));
        fields.insert("inactive_memberships".to_owned(), members(false));
        fields.insert("currency".to_owned(), "USD".into());
        fields.insert("currency_symbol".to_owned(), "$".into());
        fields.insert("plan_type".to_owned(), "business".into());
        fields
    }
}

impl Contact {
    /// As in `/contact/{id}/` and inside a lead.
    #[must_use]
    pub fn render(&self) -> Map<String, Value> {
        let emails = if self.email.is_empty() { vec![] } else { vec![&self.email] };
        let phones = if self.phone.is_empty() { vec![] } else { vec![&self.phone] };
        let emails: Vec<Value> = emails
            .into_iter()
            .map(|email| json!({ "email": email, "type": "office", "is_unsubscribed": false }))
            .collect();
        let phones: Vec<Value> = phones
            .into_iter()
            .map(|phone| {
                json!({ "phone": phone, "phone_formatted": formatted(phone), "type": "office", "country": null })
            })
            .collect();
        into_map(json!({
            "id": self.id,
            "lead_id": self.lead_id,
            "display_name": self.name,
            "name": self.name,
            "title": self.title,
            "emails": emails,
            "phones": phones,
            "urls": [],
            "timezone": self.timezone,
        }))
    }
}

impl Opportunity {
    /// As in `/opportunity/{id}/` and inside a lead.
    #[must_use]
    pub fn render(&self) -> Map<String, Value> {
        into_map(json!({
            "id": self.id,
            "lead_id": self.lead_id,
            "contact_id": self.contact_id,
            "user_id": self.user_id,
            "value": self.cents,
            "value_formatted": dollars(self.cents, &self.period),
            "value_currency": "USD",
            "value_period": self.period,
            "status_id": "stat_demoActive",
            "status_label": "Proposal sent",
            "status_display_name": "Proposal sent",
            "status_type": "active",
            "pipeline_name": "Sales",
            "confidence": self.confidence,
            "date_won": self.expected.to_string(),
            "date_lost": null,
            "note": self.note,
            "note_html": format!("<body><p>{}</p></body>", self.note),
            "expected_value": self.cents * i64::from(self.confidence) / 100,
            "is_stalled": false,
            "date_created": stamp(self.created),
            "date_updated": stamp(self.created),
        }))
    }
}

/// Money as Close writes it: `$500`, `$1,300 monthly`.
#[must_use]
pub fn dollars(cents: i64, period: &str) -> String {
    let whole = (cents / 100).to_string();
    let grouped: Vec<&str> = whole
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|digits| std::str::from_utf8(digits).unwrap_or_default())
        .collect();
    let suffix = match period {
        "monthly" => " monthly",
        "annual" => " annual",
        _ => "",
    };
    format!("${}{suffix}", grouped.join(","))
}

/// A phone number for people; American ones in groups, others as they are.
#[must_use]
pub fn formatted(phone: &str) -> String {
    match (phone.strip_prefix("+1"), phone.len()) {
        (Some(rest), 12) if rest.is_ascii() => format!("+1 {}-{}-{}", &rest[..3], &rest[3..6], &rest[6..]),
        _ => phone.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{dollars, formatted};

    #[test]
    fn money_is_grouped_by_thousands() {
        assert_eq!(dollars(1_250_000, "one_time"), "$12,500");
        assert_eq!(dollars(5_000, "monthly"), "$50 monthly");
        assert_eq!(dollars(123_456_700, "annual"), "$1,234,567 annual");
    }

    #[test]
    fn american_numbers_are_written_in_groups() {
        assert_eq!(formatted("+14155550132"), "+1 415-555-0132");
        assert_eq!(formatted("+442079460018"), "+442079460018");
    }
}
