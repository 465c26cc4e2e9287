-- Which words a message replies to: an id of utterances, 0 if none.
alter table utterances add column answers bigint not null default 0;
