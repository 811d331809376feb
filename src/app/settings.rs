//! What the user may set, as the program uses it.

use super::outside::Outside;
use crate::domain::zone::Zone;

/// What may be done in an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Everything the role in Close allows.
    #[default]
    Full,
    /// Nothing that changes anything.
    Reading,
}

/// Options, all of them with a default.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The user's zone.
    pub zone: Zone,
    /// Whether that zone differs from the machine's, so that it is worth showing.
    pub is_foreign_zone: bool,
    /// How dates are read and what "morning" means.
    pub habits: crate::domain::when::Habits,
    /// The eight phrases of the date dialog.
    pub presets: [String; 8],
    /// How the account is called in the corner.
    pub account: String,
    /// Whether the screen is made to be read aloud.
    pub is_accessible: bool,
    /// What may be done in this account.
    pub access: Access,
    /// Whether this is the demo.
    pub is_demo: bool,
    /// What can be reached outside the program.
    pub outside: Outside,
    /// How long between two looks at what changed in Close, in seconds.
    pub refresh_seconds: u32,
    /// Within how many minutes whoever rang or wrote is to be answered; nought for no such limit.
    pub answer_minutes: u32,
}
