-- What somebody, or a chat, was told last and when, where it is told once in a while.
create table told (
    subject text not null,  -- an account or a chat: "telegram:7001"
    about   text not null,
    at      timestamptz not null,
    primary key (subject, about)
);
