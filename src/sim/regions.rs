//! Which clock a place goes by, as far as Close would know it from an address.

const ZONES: [(&str, &[&str]); 22] = [
    ("America/Anchorage", &["Alaska"]),
    ("America/Boise", &["Idaho"]),
    (
        "America/Chicago",
        &["Illinois", "Louisiana", "Minnesota", "Missouri", "Nebraska", "Tennessee", "Texas", "Wisconsin"],
    ),
    ("America/Denver", &["Colorado", "Montana", "New Mexico"]),
    ("America/Detroit", &["Michigan"]),
    ("America/Edmonton", &["Alberta"]),
    ("America/Halifax", &["Nova Scotia"]),
    ("America/Los_Angeles", &["California", "Nevada", "Oregon", "Washington"]),
    (
        "America/New_York",
        &[
            "Florida",
            "Georgia",
            "Maryland",
            "Massachusetts",
            "New York",
            "North Carolina",
            "Ohio",
            "Pennsylvania",
            "Rhode Island",
            "South Carolina",
            "Vermont",
            "Virginia",
        ],
    ),
    ("America/Phoenix", &["Arizona"]),
    ("America/Toronto", &["Ontario", "Québec"]),
    ("America/Vancouver", &["British Columbia"]),
    ("America/Winnipeg", &["Manitoba"]),
    ("Asia/Tokyo", &["Ishikawa"]),
    ("Australia/Melbourne", &["Victoria"]),
    ("Europe/Dublin", &["Connacht", "Munster"]),
    ("Europe/Lisbon", &["Lisboa", "Porto"]),
    (
        "Europe/London",
        &["England", "Greater Manchester", "Norfolk", "Powys", "Scotland", "Somerset", "West Yorkshire"],
    ),
    ("Europe/Oslo", &["Vestland"]),
    ("Europe/Warsaw", &["Małopolska"]),
    ("Pacific/Auckland", &["Wellington"]),
    ("Pacific/Honolulu", &["Hawaii"]),
];

/// The zone of a state or region; none where nobody has said.
pub(super) fn zone(region: &str) -> Option<String> {
    let found = ZONES.iter().find(|(_, regions)| regions.contains(&region));
    found.map(|(zone, _)| (*zone).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_exists() {
        for (zone, regions) in ZONES {
            assert!(crate::domain::zone::Zone::named(zone).is_ok(), "{zone}");
            assert!(regions.is_sorted(), "{zone}");
        }
        assert_eq!(zone("Atlantis"), None);
    }
}
