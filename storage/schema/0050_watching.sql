-- Alerts of one group share a ticket; one that flaps is reported again when it has
-- been calm until calm_at; one that began during maintenance waits for its end.
alter table alerts add column grp text not null default '';
alter table alerts add column calm_at timestamptz;
alter table alerts add column held jsonb;

-- When a project's alerts are held, beside what desk.yaml says.
create table maintenances (
    id       bigint generated always as identity primary key,
    project  text not null,
    from_at  timestamptz not null,
    until_at timestamptz not null
);
create index maintenances_project on maintenances (project, until_at);

-- When something that has to report was heard of last.
create table heartbeats (
    project text not null,
    name    text not null,
    seen_at timestamptz not null,
    primary key (project, name)
);
