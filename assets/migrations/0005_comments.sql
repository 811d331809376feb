-- Comments in the outbox: what is to be written is in set_text, like all words; draft_others are comments then.
-- `work` may also be 'comment' or 'uncomment', which takes one away.

ALTER TABLE entry ADD COLUMN comment_id TEXT;   -- a placeholder until Close has given it an id
ALTER TABLE entry ADD COLUMN comment_on TEXT;   -- the task, mails, call, message or opportunity it is about
ALTER TABLE problem ADD COLUMN comment_id TEXT;
ALTER TABLE problem ADD COLUMN comment_on TEXT;

-- Comments have ids now, and leads name their tasks: what was kept of them reads differently.
DELETE FROM related;
