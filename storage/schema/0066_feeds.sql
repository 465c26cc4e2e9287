-- The calendars that desk.yaml names: how reading them stands, and their events when they
-- were last read. People are handles of desk.yaml. The seal names the source.
create table feeds (
    name        text primary key,
    seal        text not null,
    read_at     timestamptz,
    fails_since timestamptz,
    fault       text not null default ''
);

create table feed_events (
    feed       text not null references feeds on delete cascade,
    handle     text not null,
    begins_at  timestamptz not null,
    ends_at    timestamptz not null check (ends_at > begins_at)
);
create index feed_events_feed on feed_events (feed);
