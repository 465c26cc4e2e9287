-- Messages that were sent as one have a name in common: who may read one of them
-- reads them all.
alter table utterances add column album text not null default '';

-- What a ticket waits for, in words for engineers.
alter table tickets add column waits_for text not null default '';
