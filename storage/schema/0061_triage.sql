-- What the requester of an incident answered about it.
alter table tickets add column triage jsonb;
