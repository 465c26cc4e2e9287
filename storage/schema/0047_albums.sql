-- An album is one message with parts: which of its messages each further file
-- came in, and how many lines of the words are its caption.
alter table files add column message text not null default '';
alter table files add column lines integer not null default 0;
create index files_message on files (message) where message <> '';
