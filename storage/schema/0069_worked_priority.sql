-- The priority of its ticket when work was entered: it decides whether hours beyond the
-- package need an agreement. Null: entered by an older version, which looked at the
-- ticket's present one.
alter table worked add column priority smallint;
