-- When a task was done, which Close does not say: `2026-03-06T14:05:00Z`, with `elsewhere` behind it unless it
-- was done with this program. Stands beside what says that it is done, as it is set and as it was before.

ALTER TABLE entry ADD COLUMN set_finished TEXT;
ALTER TABLE entry ADD COLUMN before_finished TEXT;
ALTER TABLE problem ADD COLUMN set_finished TEXT;
ALTER TABLE problem ADD COLUMN before_finished TEXT;
ALTER TABLE step_change ADD COLUMN set_finished TEXT;
ALTER TABLE step_change ADD COLUMN before_finished TEXT;

-- Tasks are kept with it from here on. All of them can be fetched again.
DELETE FROM task;
