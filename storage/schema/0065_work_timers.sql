-- The timers by which engineers measure work. A person has one at most.
create table work_timers (
    person bigint primary key,
    ticket bigint not null references tickets (id),
    since timestamptz not null,
    asked_at timestamptz, -- when they were asked whether it still runs
    kept boolean not null default false -- they said that it does
);
create index work_timers_ticket on work_timers (ticket);
