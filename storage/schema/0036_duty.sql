-- Who is on call instead of the person desk.yaml names, and who is away, as people arranged
-- it in chats. An absence has no team. People are handles of desk.yaml.
create table duty (
    id         bigint generated always as identity primary key,
    team       text,
    handle     text not null,
    begins_at  timestamptz not null,
    ends_at    timestamptz not null check (ends_at > begins_at),
    arranged_by text not null,
    arranged_at timestamptz not null
);
create index duty_ends on duty (ends_at);

-- Shifts that somebody wants to swap.
create table swaps (
    id         bigint generated always as identity primary key,
    team       text not null,
    handle     text not null,
    begins_at  timestamptz not null,
    ends_at    timestamptz not null,
    asked_at   timestamptz not null,
    taken_by   text
);
create index swaps_ends on swaps (ends_at);
