//! The program just started, without a world around it.

use closeout::app::layout::Size;
use closeout::app::model::Model;
use closeout::app::msg::Msg;
use closeout::app::settings::Settings;
use closeout::app::update::update;
use closeout::domain::when::{Habits, presets};
use closeout::domain::zone::{Timestamp, Zone};

/// The screen everything is drawn on.
pub(crate) const SIZE: Size = Size { width: 120, height: 40 };

/// When it all happens: most tasks are due by then.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_timestamp(1_776_000_000, 0).unwrap()
}

/// A model that knows nothing yet.
pub(crate) fn dark() -> Model {
    let settings = Settings {
        zone: Zone::named("Europe/Berlin").unwrap(),
        is_foreign_zone: false,
        habits: Habits::default(),
        presets: presets().map(str::to_owned),
        account: String::new(),
        is_accessible: false,
        is_demo: false,
        access: closeout::app::settings::Access::Full,
        outside: closeout::app::outside::Outside::default(),
        refresh_seconds: 60,
        answer_minutes: 60,
    };
    Model::new(settings, now(), SIZE)
}

/// Something happens; what it orders is done by nobody.
pub(crate) fn tell(model: &mut Model, msg: Msg) {
    drop(update(model, now(), msg));
}
