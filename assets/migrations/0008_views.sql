-- Views that were saved from the screen. Those of the config stay there.

CREATE TABLE view (
    name TEXT PRIMARY KEY,
    tab TEXT NOT NULL,
    filter TEXT NOT NULL,
    lead_id TEXT,                -- only the tasks of this lead
    lead_name TEXT,
    arranged TEXT NOT NULL,      -- order and groups, as for a tab
    whose TEXT NOT NULL          -- as in meta, or 'called' and a name
);
