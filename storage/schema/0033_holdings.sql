-- Which line had a ticket, and when. Nothing: the first line, since it was opened.
alter table tickets add column holdings jsonb not null default '[]';
