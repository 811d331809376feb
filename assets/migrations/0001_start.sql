-- What a store holds: tasks as Close last told us, and our own changes on their way there.
-- Later files add to this one; it is never edited.

-- Can all be fetched again. Rows lie in the order in which they are loaded, hence no rowid.
CREATE TABLE task (
    id TEXT NOT NULL,
    is_complete INTEGER NOT NULL,
    place INTEGER NOT NULL,      -- date in ms; negated for what is done, so that the latest comes first
    updated INTEGER NOT NULL,    -- last change in ms, 0 when unknown; the oldest are dropped first
    rest BLOB NOT NULL,          -- everything else, see src/store/compact.rs
    PRIMARY KEY (is_complete, place, id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX task_id ON task (id);

-- The outbox: changes Close has not confirmed. The oldest has the smallest id.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    task_id TEXT NOT NULL,
    made_at TEXT NOT NULL,
    tried INTEGER NOT NULL,      -- 1: may have reached Close already
    sets TEXT NOT NULL,          -- the fields it writes: any of 'complete due assignee text'
    set_complete INTEGER,
    set_due TEXT,                -- NULL although 'due' is in sets: the date is taken away
    set_assignee_id TEXT,        -- NULL although 'assignee' is in sets: nobody is to do it
    set_assignee_name TEXT,
    set_text TEXT,
    remembers TEXT NOT NULL,     -- the fields whose replaced value is known, read as for sets
    before_complete INTEGER,
    before_due TEXT,
    before_assignee_id TEXT,
    before_assignee_name TEXT,
    before_text TEXT,
    seal INTEGER NOT NULL        -- a sum over all of it but tried: what was damaged is never sent
);

-- Changes Close refused, waiting for the user.
CREATE TABLE problem (
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
    subject TEXT NOT NULL,
    why TEXT NOT NULL
);

-- Everybody in the organisation, in the order Close gave.
CREATE TABLE person (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    is_active INTEGER NOT NULL
);

-- Who we are: one row, or none yet.
CREATE TABLE me (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    user_id TEXT NOT NULL,
    user_name TEXT,
    organization_id TEXT NOT NULL,
    organization_name TEXT,
    time_zone TEXT
);

-- Single values by name: 'synced', every change of before that instant has been seen.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
