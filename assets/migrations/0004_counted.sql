-- What is counted here because Close does not keep it. Cannot be fetched again.

-- How often tasks were put off; tasks that never were are not in it.
CREATE TABLE delay (
    task_id TEXT PRIMARY KEY,
    times INTEGER NOT NULL,
    came_from TEXT NOT NULL,     -- the dates the latest of these moves replaced, with spaces between
    is_asked INTEGER NOT NULL,   -- 1: the user was asked whether moving it again is right
    changed INTEGER NOT NULL     -- in ms; the oldest are dropped first
) WITHOUT ROWID;

-- What was done, day by day in the user's zone.
CREATE TABLE day (
    day TEXT PRIMARY KEY,        -- 2026-03-12
    done INTEGER NOT NULL,       -- how many tasks we marked done
    waited TEXT NOT NULL         -- for each that somebody had been waiting for: minutes, with spaces between
) WITHOUT ROWID;
