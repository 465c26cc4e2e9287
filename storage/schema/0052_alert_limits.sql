-- How many alerts a source has sent in its present window, and how many of them
-- are held because of its limit.
create table alert_limits (
    project  text not null,
    source   text not null,
    system   text not null default '',                   -- the name of what sends
    from_at  timestamptz not null,
    reported integer not null default 0,
    held     integer not null default 0,
    told     boolean not null default false,             -- the channel knows that alerts are held
    primary key (project, source)
);
