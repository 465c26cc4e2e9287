-- The files of reports that were made: what is needed to recognise one and to make it
-- once more. There are no words of anybody in it.
create table made_files (
    print      bytea primary key,    -- SHA-256 of the file
    projects   text[] not null,
    whole      boolean not null,     -- a report of all that its reader saw
    period     text not null,
    format     text not null,
    locale     text not null,
    counted_at timestamptz not null,
    figures    bytea not null,       -- SHA-256 of the report's figures
    made_at    timestamptz not null
);
