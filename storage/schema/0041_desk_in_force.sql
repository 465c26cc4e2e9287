-- The desk.yaml that is in force, for all replicas. There is one row.
create table desk_in_force (
    one    boolean primary key default true check (one),
    digest text not null,
    yaml   text not null,
    since  timestamptz not null
);
