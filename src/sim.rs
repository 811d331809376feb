//! A pretend Close, as strict as the real one.
