-- What the customer wrote since the last answer, if an answer was promised.
alter table tickets add column asked jsonb not null default '{}';
-- What became of answers that were promised; without words.
create table next_responses (
    ticket      bigint not null references tickets,
    project     text not null,
    asked_at    timestamptz not null,
    due_at      timestamptz not null,
    answered_at timestamptz,
    took        bigint not null,      -- nanoseconds of the contract's time
    decided_at  timestamptz not null, -- when the answer came, or else the deadline
    primary key (ticket, asked_at)
);
create index next_responses_decided on next_responses (project, decided_at);
