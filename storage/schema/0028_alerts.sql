-- What monitoring systems said last about each problem, and its ticket.
create table alerts (
    project     text not null,
    source      text not null,
    fingerprint text not null,
    ticket      bigint references tickets,               -- null: it was over before the desk heard of it
    firing      boolean not null default false,
    changed     timestamptz[] not null default '{}',     -- when it began or ended lately, earliest first
    told        integer not null default 0,              -- how often it had fired when the thread was told last
    seen_at     timestamptz not null,
    primary key (project, source, fingerprint)
);
create index alerts_seen on alerts (seen_at) where not firing;
