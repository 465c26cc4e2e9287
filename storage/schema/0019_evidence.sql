-- By which message, or else event, somebody did it. Null of what time did, and of
-- what a program from before wrote.
alter table timeline add column source text;

-- Each project's timeline as a chain of hashes: what a link says of its entry is
-- bound to all that happened before. A link is added after its entry was committed,
-- by whichever program wrote that. Names and words are in it as digests of
-- themselves with a salt, which is deleted with them.
create table chains (
    project  text primary key,
    links    bigint not null,
    head     bytea not null,       -- the hash of the last link
    began_at timestamptz not null
);

create table chain (
    project    text not null,
    nth        bigint not null,    -- from 1
    entry      bigint not null,    -- of the timeline; no reference, for one that is removed is to be found out
    linked_at  timestamptz not null,
    since      timestamptz,        -- when all that was there had been linked; null: never before
    who_salt   bytea,              -- null: names were erased
    who        bytea not null,
    words_salt bytea,              -- null: words were erased, or there were none
    words      bytea not null,     -- empty: there were none
    hash       bytea not null,
    primary key (project, nth)
);
create unique index chain_entry on chain (entry);

-- Where a head was posted, so that somebody else has it.
create table anchors (
    project   text not null,
    links     bigint not null,
    head      bytea not null,
    platform  text not null,
    chat      text not null,
    message   text not null,
    posted_at timestamptz not null,
    primary key (platform, chat, message)
);
create index anchors_of on anchors (project, links);
