-- New tasks and deletions in the outbox. What a new task starts with is in the columns of a change:
-- set_due, set_assignee_id, set_assignee_name, set_text; what a change has no columns for is here.

ALTER TABLE entry ADD COLUMN work TEXT NOT NULL DEFAULT 'change';   -- or 'create to-do', 'create call', 'delete'
ALTER TABLE entry ADD COLUMN draft_lead_id TEXT;
ALTER TABLE entry ADD COLUMN draft_lead_name TEXT;
ALTER TABLE entry ADD COLUMN draft_contact_id TEXT;
ALTER TABLE entry ADD COLUMN draft_contact_name TEXT;
ALTER TABLE entry ADD COLUMN draft_priority TEXT;
ALTER TABLE entry ADD COLUMN draft_others TEXT;   -- ids of tasks that look the same, with spaces between
ALTER TABLE problem ADD COLUMN work TEXT NOT NULL DEFAULT 'change';   -- or 'create to-do', 'create call', 'delete'
ALTER TABLE problem ADD COLUMN draft_lead_id TEXT;
ALTER TABLE problem ADD COLUMN draft_lead_name TEXT;
ALTER TABLE problem ADD COLUMN draft_contact_id TEXT;
ALTER TABLE problem ADD COLUMN draft_contact_name TEXT;
ALTER TABLE problem ADD COLUMN draft_priority TEXT;
ALTER TABLE problem ADD COLUMN draft_others TEXT;   -- ids of tasks that look the same, with spaces between
