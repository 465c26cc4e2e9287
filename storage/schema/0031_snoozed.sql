-- When an engineer wants to be reminded of a ticket, and of what.
alter table tickets add column snoozed_until timestamptz;
alter table tickets add column snoozed_for text not null default '';
