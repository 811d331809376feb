-- What stands behind tasks, so that it shows at once on the next start. Can all be fetched again.
CREATE TABLE related (
    id TEXT NOT NULL,            -- of the lead, activity, opportunity or, for comments, the task
    kind INTEGER NOT NULL,       -- which of these, see src/store/related.rs
    came INTEGER NOT NULL,       -- in ms; the oldest are dropped first
    rest BLOB NOT NULL,          -- everything else, see src/store/related/compact.rs
    PRIMARY KEY (id, kind)
) WITHOUT ROWID;
