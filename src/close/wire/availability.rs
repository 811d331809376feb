//! Who can be reached just now, as Close says it: for each person a few devices, and what each is busy with.

use serde::Deserialize;

use super::lenient::{Many, Record, Scalar};
use super::{WireError, parse};
use crate::domain::id::UserId;
use crate::domain::people::Presence;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListShape {
    data: Many<Record<PersonShape>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PersonShape {
    user_id: Scalar,
    availability: Many<Record<DeviceShape>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DeviceShape {
    status: Scalar,
    active_calls: Many<serde::de::IgnoredAny>,
}

/// Reads who can be reached. A call counts before anything else, then one device that is online.
pub fn availability(body: &[u8]) -> Result<Vec<(UserId, Presence)>, WireError> {
    let shape: ListShape = parse(body)?;
    let people = shape.data.0.ok_or(WireError::Missing { thing: "a list", field: "data" })?;
    Ok(people.into_iter().filter_map(|person| person.0?.read()).collect())
}

impl PersonShape {
    fn read(self) -> Option<(UserId, Presence)> {
        let id = UserId::new(self.user_id.text()?);
        let devices: Vec<DeviceShape> = self.availability.items().filter_map(|device| device.0).collect();
        let is_calling = devices.iter().any(|device| device.active_calls.len() > 0);
        let is_online = |device: DeviceShape| device.status.text().as_deref() == Some("online");
        let presence = match (is_calling, devices.into_iter().any(is_online)) {
            (true, _) => Presence::InCall,
            (false, true) => Presence::Available,
            (false, false) => Presence::Away,
        };
        Some((id, presence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_comes_before_being_online_and_nothing_at_all_is_away() {
        let body = br#"{"data": [
            {"user_id": "user_1", "availability": [{"type": "mobile", "status": "offline", "active_calls": []},
                {"type": "native", "status": "online", "active_calls": [{"id": "acti_1", "method": "regular"}]}]},
            {"user_id": "user_2", "availability": [{"type": "web", "status": "online"}, null, 7]},
            {"user_id": "user_3", "availability": [{"type": "web", "status": "offline", "active_calls": null}]},
            {"user_id": "user_4"}, {"availability": []}, null]}"#;
        let told: Vec<_> =
            availability(body).unwrap().into_iter().map(|(id, it)| (id.to_string(), it)).collect();
        let expected = [Presence::InCall, Presence::Available, Presence::Away, Presence::Away];
        let expected = (1..).zip(expected).map(|(number, it)| (format!("user_{number}"), it));
        assert_eq!(told, expected.collect::<Vec<_>>());
        assert!(availability(b"{}").is_err() && availability(b"[]").is_err());
    }
}
