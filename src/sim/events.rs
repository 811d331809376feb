//! The event log: who changed which task, and how.
//!
//! Times are written without an offset, as the real log does. Close merges recent updates of one object and
//! drops events after 30 days; this log does neither, and it keeps only what happened while it was running.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::world::World;

/// One change.
#[derive(Clone, Debug)]
pub struct Record {
    /// `ev_…`.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who caused it; none for the system.
    pub user_id: Option<String>,
    /// The task.
    pub task_id: String,
    /// Its `_type`.
    pub kind: String,
    /// The company, if known.
    pub lead_id: Option<String>,
    /// `created`, `updated`, `completed` or `deleted`.
    pub action: &'static str,
    /// The task afterwards.
    pub after: Map<String, Value>,
    /// The fields that changed, as they were.
    pub before: Map<String, Value>,
}

impl Record {
    /// As in `/event/`.
    #[must_use]
    pub fn render(&self, world: &World) -> Map<String, Value> {
        let at = self.at.format("%Y-%m-%dT%H:%M:%S%.6f").to_string();
        super::task::into_map(json!({
            "id": self.id,
            "date_created": at,
            "date_updated": at,
            "organization_id": world.organization_id(),
            "user_id": self.user_id,
            "request_id": null,
            "api_key_id": null,
            "oauth_client_id": null,
            "oauth_scope": null,
            "object_type": format!("task.{}", self.kind),
            "object_id": self.task_id,
            "lead_id": self.lead_id,
            "action": self.action,
            "changed_fields": self.before.keys().collect::<Vec<_>>(),
            "meta": {},
            "data": self.after,
            "previous_data": self.before,
        }))
    }
}

/// The fields of `before` that `after` no longer has in the same form.
pub(super) fn lost(before: &Map<String, Value>, after: &Map<String, Value>) -> Map<String, Value> {
    before
        .iter()
        .filter(|(name, value)| after.get(*name) != Some(value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
