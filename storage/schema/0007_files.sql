-- The files of what was said: named here, held by the platform. Nothing here
-- opens a file without the bot's token, and no address holds one.
create table files (
    utterance bigint not null references utterances,
    part      integer not null,         -- in the order in which they were attached, from 0
    name      text not null,
    kind      text not null,            -- photo, document, voice …
    type      text not null,            -- the content type, or ''
    size      bigint not null,          -- bytes; 0: unknown
    platform  text not null,            -- which has the bytes; '' of what was said before it was kept
    id        text not null,            -- the platform's
    url       text not null,            -- a link that people may open, or ''
    primary key (utterance, part)
);

-- Where a file stands on other platforms.
create table file_copies (
    utterance bigint not null,
    part      integer not null,
    platform  text not null,
    chat      text not null,
    thread    text not null,
    message   text not null,
    id        text not null,            -- the file's on that platform
    primary key (utterance, part, platform, chat, message),
    foreign key (utterance, part) references files
);
