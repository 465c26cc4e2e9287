-- What was hidden in the words of a ticket's requester, until shortly after the
-- ticket has ended. The words themselves are kept without it.
create table secrets (
    id        bigint generated always as identity primary key,
    ticket    bigint not null references tickets,
    utterance bigint not null references utterances,
    kind      text not null,
    value     text not null
);
create index secrets_ticket on secrets (ticket, id);
create index secrets_utterance on secrets (utterance);

alter table tickets add column hidden boolean not null default false;
