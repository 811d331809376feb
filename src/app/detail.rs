//! Placeholder until the real one lands: what there is to say about a task.
#![expect(missing_docs, reason = "replaced within the hour")]
use super::model::Model;
pub fn height(_model: &Model) -> usize {
    1
}
pub fn preview_height(_model: &Model) -> usize {
    1
}
