-- Rehearsals of ladders, and their calls. No ticket belongs to them.
create table drills (
    id         bigint generated always as identity primary key,
    project    text not null,
    priority   integer not null,
    began_at   timestamptz not null,
    planned_by text not null,
    weekly     boolean not null default false,
    steps      integer not null default 0
);
create table drill_calls (
    id          bigint generated always as identity primary key,
    drill       bigint not null references drills on delete cascade,
    step        integer not null,
    handle      text not null,
    name        text not null,
    platform    text not null,
    chat        text not null,
    thread      text not null,
    key         text not null,
    planned     timestamptz not null,
    answered_at timestamptz
);
create index drill_calls_drill on drill_calls (drill);
