-- What became of a ticket's targets, measured when it was decided; null: nothing
-- yet, or a version before this one decided it.
alter table tickets add column measured jsonb;
