-- What can be taken back or done again, and how. A change here has left the outbox, or is about to.

CREATE TABLE step (
    batch INTEGER PRIMARY KEY,
    place INTEGER NOT NULL,      -- larger ones lie above smaller ones
    is_undone INTEGER NOT NULL,  -- 1: it was taken back and can be done again
    made_at TEXT NOT NULL,
    words TEXT NOT NULL
);

-- The columns are those of an entry of the outbox; before_… is what taking it back restores.
CREATE TABLE step_change (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    task_id TEXT NOT NULL,
    made_at TEXT NOT NULL,
    tried INTEGER NOT NULL,
    sets TEXT NOT NULL,
    set_complete INTEGER,
    set_due TEXT,
    set_assignee_id TEXT,
    set_assignee_name TEXT,
    set_text TEXT,
    remembers TEXT NOT NULL,
    before_complete INTEGER,
    before_due TEXT,
    before_assignee_id TEXT,
    before_assignee_name TEXT,
    before_text TEXT,
    seal INTEGER NOT NULL,
    work TEXT NOT NULL,
    draft_lead_id TEXT,
    draft_lead_name TEXT,
    draft_contact_id TEXT,
    draft_contact_name TEXT,
    draft_priority TEXT,
    draft_others TEXT,
    comment_id TEXT,
    comment_on TEXT,
    reversal INTEGER             -- the entry that took it back, once one did
);

CREATE INDEX step_change_batch ON step_change (batch);
