-- What reports count, without words: a ticket's facts as they were at the end of each
-- month in which they changed, by the contract's zone. The facts of a month that is
-- over stay, so its report is the same whenever it is made; and a report reads the
-- rows of its months, however long the history is.
create table outcomes (
    ticket    bigint not null references tickets,
    month     date not null,          -- its first day
    until     date,                   -- the month of the next row; null: these are the facts now
    project   text not null,
    number    integer not null,
    merged    boolean not null,       -- counted in the ticket that it was merged into
    type      text not null,
    priority  smallint not null,
    state     text not null,
    line      smallint not null,
    assignee  text not null,
    opened_at timestamptz not null,   -- registered
    acked_at  timestamptz,
    reaction_due   timestamptz,
    reaction_set   timestamptz,       -- when the deadline was set last
    reacted_at     timestamptz,
    resolution_due timestamptz,
    resolution_set timestamptz,
    resolved_at    timestamptz,
    reaction_missed   timestamptz,    -- recorded as missed: the deadline, or when it was set
    reaction_broken   timestamptz,    -- that deadline
    reaction_mended   timestamptz,    -- when it was met after all
    resolution_missed timestamptz,
    resolution_broken timestamptz,
    resolution_mended timestamptz,
    resolution_waited bigint not null, -- nanoseconds of pauses after that deadline, on the wall clock
    paused_from    timestamptz,
    ended_at       timestamptz,
    rated_at       timestamptz,
    reaction_took   bigint not null,  -- nanoseconds of the contract's time, as those below
    resolution_took bigint not null,
    held            bigint[] not null, -- by line
    waited_customer bigint not null,
    waited_vendor   bigint not null,
    reopened integer not null,
    retyped  boolean not null,
    rating   smallint not null,
    primary key (ticket, month)
) with (fillfactor = 80);
create index outcomes_month on outcomes (project, month);
create index outcomes_open on outcomes (project, month)
    where state in ('new', 'in_progress', 'waiting_customer', 'waiting_vendor');

-- Tickets whose facts were not counted: all from before, and those that a program
-- from before changes while it runs beside. They are counted in the background.
alter table tickets add column tally jsonb;
alter table tickets add column counted integer not null default 0;  -- the revision
alter table tickets add column recount boolean not null default true;
create index tickets_recount on tickets (project, id) where recount;

create function ticket_uncounted() returns trigger language plpgsql as $$
begin
    new.recount := true;
    return new;
end $$;

create trigger ticket_uncounted before update on tickets for each row
    when (new.counted <> new.revision and not new.recount)
    execute function ticket_uncounted();

-- What was counted of a month after its end, without words.
create table frozen_months (
    project   text not null,
    month     date not null,         -- its first day
    from_at   timestamptz not null,  -- by the contract's zone of then
    to_at     timestamptz not null,
    counts    json not null,
    frozen_at timestamptz not null,
    primary key (project, month)
);

-- A report shows the first words of late requests: where words are erased, reports
-- are looked through, as lists are.
create index notices_reports on notices (id) where kind = 'report';
