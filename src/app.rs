//! All behaviour, as plain code.
//!
//! [`model`] is everything the program knows, [`update`] the one function that changes it, [`msg`] what may
//! happen and [`effect`] what it may order. No clock, disk, network, waiting or randomness: same input, same
//! output. Each module owns its part of the model and its own `on_…` functions.

pub mod action;
pub mod arrange;
pub mod available;
pub mod browse;
pub mod chooser;
pub mod chord;
pub mod command;
pub mod comments;
pub mod copy;
pub mod counting;
pub mod create;
pub mod dates;
pub mod deletion;
pub mod detail;
pub mod disk;
pub mod editor;
pub mod effect;
pub mod errand;
pub mod files;
pub mod filter;
pub mod fuzzy;
pub mod ghosts;
pub mod heading;
pub mod help;
pub mod history;
pub mod input;
pub mod keymap;
pub mod keys;
pub mod layout;
pub mod links;
pub mod list;
pub mod lists;
pub mod making;
pub mod marks;
pub mod menu;
pub mod model;
pub mod msg;
pub mod notice;
pub mod orders;
pub mod outbox;
pub mod outside;
pub mod overlay;
pub mod palette;
pub mod people;
pub mod permits;
pub mod pointer;
pub mod presets;
pub mod races;
pub mod rebind;
pub mod related;
pub mod settings;
pub mod slip;
pub mod sprint;
pub mod sync;
pub mod text;
pub mod triage;
pub mod unbound;
pub mod undo;
pub mod update;
pub mod web;
pub mod whose;
pub mod words;
