-- The texts of agreements that somebody has accepted, and who accepted them for which side.
create table agreements (
    project text not null,
    version text not null,
    ru      text not null,
    en      text not null,
    at      timestamptz not null,
    primary key (project, version)
);

create table acceptances (
    project text not null,
    version text not null,
    side    text not null,
    person  bigint not null references people,
    at      timestamptz not null,
    primary key (project, version, side)
);
