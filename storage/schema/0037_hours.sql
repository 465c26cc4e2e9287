-- Work on tickets as engineers entered it. A correction is a row of its own.
-- Names are in people, and what was done is in the timeline.
create table worked (
    id          bigint generated always as identity primary key,
    root        bigint references worked,      -- the row that this one corrects; null: none
    ticket      bigint not null references tickets,
    person      bigint not null references people,
    at          timestamptz not null,
    day         date not null,                 -- of the work, in the contract's zone
    month       date not null,                 -- the first day of the month in which it counts
    seconds     bigint not null,
    before      bigint not null,               -- what the root and its earlier corrections came to
    activity    text not null default '',
    free        boolean not null default false,
    after_hours boolean not null default false
);
create index worked_month on worked (month, ticket);
create index worked_ticket on worked (ticket, person);
create index worked_person on worked (person, day);
create index worked_root on worked (root) where root is not null;

-- The statements of months that are locked.
create table locked_months (
    project   text not null,
    month     date not null,
    locked_at timestamptz not null,
    statement jsonb not null,
    primary key (project, month)
);
