-- The requests in a ticket's text, as spans of it: no words. Older programs
-- leave it null.
alter table tickets add column parts jsonb;
