-- What a ticket's alerts are about, and what the shop was told of them.
alter table tickets add column alert jsonb not null default '{}';
