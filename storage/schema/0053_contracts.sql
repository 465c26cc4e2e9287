-- What contracts promised, by the digest of their text: tickets may keep it.
create table contracts (
    digest text primary key,
    name   text not null,
    body   jsonb not null,
    since  timestamptz not null
);
-- The contract that a ticket is counted by; '': a version before this opened it.
alter table tickets add column contract text not null default '';
