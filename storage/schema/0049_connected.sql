-- Chats that people linked to a project with a code, beside those of desk.yaml.
create table connected (
    platform text not null,
    chat     text not null,
    thread   text not null default '',
    project  text not null,
    intake   text not null,
    by       bigint not null references people,
    at       timestamptz not null,
    primary key (platform, chat, thread)
);
