-- The message that stands in a slot of no ticket, such as a linked chat's checklist.
create table boards (
    slot     text primary key,
    platform text not null,
    chat     text not null,
    thread   text not null,
    message  text not null
);

-- What a linked chat's checklist shows, and when the first line answered its rehearsal.
alter table connected add column checklist jsonb;
alter table connected add column answered_at timestamptz;
