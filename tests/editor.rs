//! The user's own editor. Apart from the other tests, because starting programs in their process would hold
//! the locks of the stores they open for a moment longer.

use std::fs;

use closeout::shell::editor::edit;

#[test]
fn what_the_editor_writes_comes_back() {
    let shout = "sh -c 'tr a-z A-Z < \"$1\" > \"$1.new\" && cat \"$1.new\" > \"$1\" && rm \"$1.new\"' x";
    assert_eq!(edit(shout, "two\nlines"), Ok("TWO\nLINES".into()));
}

#[test]
fn an_editor_that_fails_or_is_not_there_loses_nothing_and_says_so() {
    for command in ["false", "no-such-editor-anywhere 2>/dev/null"] {
        assert!(edit(command, "text").unwrap_err().contains("check $EDITOR"), "{command}");
    }
}

#[test]
fn only_its_owner_can_read_the_file_and_it_does_not_stay() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note");
    let script = format!("sh -c 'ls -l \"$1\" > {0}; echo \"$1\" >> {0}' x", note.display());
    edit(&script, "text").unwrap();
    let told = fs::read_to_string(&note).unwrap();
    let (listed, path) = told.split_once('\n').unwrap();
    assert!(listed.starts_with("-rw-------"), "{listed}");
    assert!(!fs::exists(path.trim()).unwrap());
}
