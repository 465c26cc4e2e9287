-- Who has opened the bot's own page in a messenger, so that it can be drawn again
-- when something on it changes, and a digest of what it showed last.
create table homes (
    person    bigint      not null references people (id) on delete cascade,
    platform  text        not null,
    projects  text[]      not null,
    opened_at timestamptz not null,
    shown     text        not null default '',
    primary key (person, platform)
);

-- The tickets on which something waits for an approval.
create index tickets_undecided on tickets (project, id)
where approvals @? '$[*] ? (!exists(@.votes[*] ? (@.no == true)) && !(@.votes.size() >= @.need))';
