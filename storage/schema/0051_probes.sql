-- When an address of a shop is checked next, and how often in a row it failed.
create table probes (
    project  text not null,
    name     text not null,
    next_at  timestamptz not null,
    failures integer not null default 0,
    primary key (project, name)
);
