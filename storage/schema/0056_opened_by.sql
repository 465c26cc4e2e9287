-- Who opened a ticket for its requester; 0: they did themselves.
alter table tickets add column opened_by bigint not null default 0;
