//! Drawing: from the model to the cells of a screen.
//!
//! Pure: the model is only read, and a frame costs what is on the screen, never what the inbox holds. Every
//! text goes through `pen`, which cleans and cuts it, so nothing Close sends can reach the terminal raw.
//! Knows nothing of terminals; the colours of things are in [`theme`].

mod accounts;
mod bars;
mod calendar;
mod canvas;
mod choices;
pub mod colours;
mod create;
mod dates;
mod dialogs;
mod empty;
mod facets;
mod field;
mod files;
mod headings;
mod hints;
mod load;
mod menu;
mod pages;
mod palette;
mod pen;
mod people;
mod preview;
mod question;
mod rows;
pub mod screen;
mod sheet;
pub mod slate;
mod slip;
mod spoken;
mod sprint;
mod stats;
mod status;
mod steps;
pub mod theme;
pub mod title;
mod typing;
mod views;
mod whose;
