-- The standard work that a ticket is about, as it was when somebody chose it.
alter table tickets add column work jsonb;

-- A form that somebody fills in for an open ticket, a question at a time.
create table drafts (
    ticket   bigint primary key references tickets,
    platform text not null,        -- who fills it in, and where
    account  text not null,
    chat     text not null,
    thread   text not null,
    form     text not null,
    at_field text not null,        -- what is asked; '': all is answered
    facts    json not null,        -- the form as they see it, and the answers
    asked_at timestamptz not null
);
create index drafts_owner on drafts (platform, account, chat);
