-- Each text that a project's tech map has had. Who changed it is in the project's history.
create table map_versions (
    project text not null,
    version int not null,
    digest  text not null, -- hex of the text's SHA-256
    text    text not null,
    at      timestamptz not null,
    primary key (project, version)
);

-- The digest of the tech maps that the desk in force names; a bot of before leaves it as it is.
alter table desk_in_force add column maps text not null default '';
