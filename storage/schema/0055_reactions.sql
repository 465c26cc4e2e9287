-- Emojis that people put on words of a ticket, in whichever copy of them, so that
-- every other copy can show them.
create table reactions (
    utterance bigint      not null references utterances (id) on delete cascade,
    person    bigint      not null,
    platform  text        not null,
    chat      text        not null,
    emoji     text        not null,
    at        timestamptz not null,
    primary key (utterance, person, platform, chat, emoji)
);
create index reactions_person on reactions (person);
