-- Notes of the knowledge base that engineers made of answered requests, one of a ticket.
-- Those of files are not stored.
create table articles (
    ticket       bigint primary key references tickets,
    project      text not null,
    locale       text not null,
    headings     text not null,        -- one a line; it is found by them
    body         text not null,
    made_by      bigint not null references people,
    made_at      timestamptz not null,
    changed_by   bigint references people,
    changed_at   timestamptz,
    withdrawn_at timestamptz           -- null: it is in the knowledge base
);
