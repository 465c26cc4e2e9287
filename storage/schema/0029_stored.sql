-- Where the desk itself stores the bytes of a file: a name of its own, or ''.
alter table files add column stored text not null default '';
create index files_stored on files (stored) where stored <> '';
