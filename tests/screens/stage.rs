//! A model at a fixed moment, brought to life by messages and keys alone, and its screen as text.

use closeout::app::chord::Chord;
use closeout::app::effect::{Effect, Fetch, Timer};
use closeout::app::layout::Size;
use closeout::app::model::Model;
use closeout::app::msg::{Heard, Msg, Opened, Portion};
use closeout::app::settings::Settings;
use closeout::app::update::update;
use closeout::domain::board::Tick;
use closeout::domain::failure::Failure;
use closeout::domain::id::{Named, OrganizationId, UserId};
use closeout::domain::people::{Me, User};
use closeout::domain::permissions::Permissions;
use closeout::domain::related::{Key, Related};
use closeout::domain::task::Task;
use closeout::domain::when::{Habits, presets};
use closeout::domain::write::Kept;
use closeout::domain::zone::{Timestamp, Zone};
use closeout::ui::screen::draw;
use closeout::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

/// Friday afternoon in Berlin.
pub(crate) const NOW: &str = "2026-03-06T14:05:00Z";

/// The program without a world around it.
pub(crate) struct Stage {
    pub(crate) model: Model,
    pub(crate) theme: Theme,
    pub(crate) effects: Vec<Effect>,
    pub(crate) at: Timestamp,
}

impl Stage {
    /// Just started: nothing is known, Close was asked who we are.
    pub(crate) fn dark(width: u16, height: u16) -> Self {
        let at = NOW.parse().unwrap();
        let settings = Settings {
            zone: Zone::named("Europe/Berlin").unwrap(),
            is_foreign_zone: false,
            habits: Habits::default(),
            presets: presets().map(str::to_owned),
            account: "Northwind".into(),
            is_accessible: false,
            is_demo: false,
            access: closeout::app::settings::Access::Full,
            outside: closeout::app::outside::Outside::default(),
            refresh_seconds: 60,
            answer_minutes: 60,
        };
        let size = Size { width, height };
        let mut model = Model::new(settings, at, size);
        model.accounts = crate::accounts::accounts("Next Door");
        let mut stage = Self { model, theme: Theme::default(), effects: Vec::new(), at };
        stage.tell(Msg::Resized(size));
        stage
    }

    /// Close said who we are and who else there is, and the store is open.
    pub(crate) fn met(width: u16, height: u16) -> Self {
        let mut stage = Self::dark(width, height);
        stage.tell(Msg::Met(heard(Ok(us()))));
        stage.tell(Msg::Opened(Ok(Opened { is_taken: false, remark: None })));
        stage.tell(Msg::Kept(Kept::Head(Box::default())));
        stage.tell(Msg::Peopled(heard(Ok(people()))));
        stage.save();
        stage
    }

    /// All these tasks are loaded and everything is fresh.
    pub(crate) fn with(width: u16, height: u16, tasks: Vec<Task>) -> Self {
        let mut stage = Self::met(width, height);
        stage.list(Fetch::Sweep, Ok(Portion { tasks, ..Portion::default() }));
        stage
    }

    pub(crate) fn tell(&mut self, msg: Msg) -> &mut Self {
        self.effects.extend(update(&mut self.model, self.at, msg));
        self
    }

    /// Whatever was to be saved is saved.
    pub(crate) fn save(&mut self) -> &mut Self {
        self.tell(Msg::Saved(Ok(())));
        self.tell(Msg::Saved(Ok(())))
    }

    pub(crate) fn list(&mut self, fetch: Fetch, result: Result<Portion, Failure>) -> &mut Self {
        self.tell(Msg::Listed { fetch, asked: Tick(u64::MAX), heard: heard(result) });
        self.save()
    }

    /// Presses keys, written as in the help with spaces between.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for chord in keys.split(' ') {
            self.tell(Msg::Pressed(Chord::read(chord).unwrap()));
        }
        self
    }

    /// Types letters into a text field.
    pub(crate) fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.tell(Msg::Pressed(Chord::plain(closeout::app::chord::Key::Char(letter))));
        }
        self
    }

    /// The cursor rests, and Close tells this of what it is asked for.
    pub(crate) fn rest(&mut self, found: &[(Key, Related)]) -> &mut Self {
        let at = self.at + chrono::TimeDelta::milliseconds(150);
        let mut orders = update(&mut self.model, at, Msg::Woke(Timer::Rest));
        while let Some(order) = orders.pop() {
            if let Effect::Relate(keys) = order {
                let came = found.iter().filter(|(key, _)| keys.contains(key)).cloned().collect();
                let msg = Msg::Related { keys, heard: heard(Ok(came)) };
                orders.extend(update(&mut self.model, at, msg));
            }
        }
        self
    }

    /// Takes the notice away.
    pub(crate) fn hush(&mut self) -> &mut Self {
        self.model.notices.dismiss();
        self
    }

    pub(crate) fn draw(&self) -> (Buffer, Option<Position>) {
        let area = Rect::new(0, 0, self.model.size.width, self.model.size.height);
        let mut buffer = Buffer::empty(area);
        let cursor = draw(&self.model, &self.theme, area, &mut buffer);
        (buffer, cursor)
    }

    /// The screen as text, the cursor beneath.
    pub(crate) fn screen(&self) -> String {
        let (buffer, cursor) = self.draw();
        let mut lines: Vec<String> =
            (0..buffer.area.height).map(|y| line(&buffer, y).trim_end().to_owned()).collect();
        lines.extend(cursor.map(|at| format!("cursor at {},{}", at.x, at.y)));
        lines.join("\n")
    }

    /// The screen as text, each stretch of one style named.
    pub(crate) fn styled(&self) -> String {
        let (buffer, _) = self.draw();
        let lines = (0..buffer.area.height).map(|y| styled_line(&buffer, self.theme.text, y));
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn line(buffer: &Buffer, y: u16) -> String {
    let mut out = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        out.push_str(symbol);
        x += u16::try_from(closeout::app::text::width(symbol).max(1)).unwrap();
    }
    out
}

fn styled_line(buffer: &Buffer, text: Style, y: u16) -> String {
    let (mut out, mut before) = (String::new(), Style::reset().patch(text));
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        if cell.style() != before {
            out.push_str(&name(cell.style(), text));
            before = cell.style();
        }
        out.push_str(cell.symbol());
        x += u16::try_from(closeout::app::text::width(cell.symbol()).max(1)).unwrap();
    }
    out.trim_end().to_owned()
}

fn written(colour: Color) -> String {
    match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Indexed(index) => index.to_string(),
        named => format!("{named:?}"),
    }
}

fn name(style: Style, text: Style) -> String {
    format!("<{}>", in_words(style, text))
}

/// A style in words, as far as it is not that of plain text.
pub(crate) fn in_words(style: Style, text: Style) -> String {
    let own = |colour: Option<Color>, text: Option<Color>| {
        colour.filter(|colour| *colour != Color::Reset && Some(*colour) != text)
    };
    let colour = own(style.fg, text.fg).map(written);
    let behind = own(style.bg, text.bg).map(|colour| format!("on {}", written(colour)));
    let modifiers = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::CROSSED_OUT, "struck"),
    ];
    let modifiers = modifiers.into_iter().filter(|(modifier, _)| style.add_modifier.contains(*modifier));
    let words: Vec<String> = modifiers.map(|(_, name)| name.to_owned()).chain(colour).chain(behind).collect();
    words.join(" ").to_lowercase()
}

pub(crate) fn heard<T>(result: Result<T, Failure>) -> Heard<T> {
    Heard { result, pauses: Vec::new() }
}

pub(crate) fn us() -> Me {
    Me {
        user: Named::new(UserId::new("user_us"), "Robin Falk"),
        organization: Named::new(OrganizationId::new("orga_1"), "Northwind"),
        time_zone: None,
        permissions: Permissions::default(),
    }
}

fn people() -> Vec<User> {
    let user = |id: &str, name: &str| User {
        id: UserId::new(id),
        name: name.into(),
        email: format!("{}@northwind.example", name.split(' ').next().unwrap().to_lowercase()).into(),
        is_active: true,
    };
    vec![
        user("user_us", "Robin Falk"),
        user("user_ana", "Ana Lopez"),
        user("user_jan", "Jan Kowalski"),
        user("user_yuki", "佐藤 由紀"),
        User { email: "".into(), ..user("user_none", "Mo") },
    ]
}
