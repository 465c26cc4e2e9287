-- The ticket of the major incident that this one is linked to, and which
-- function of the shop fails. Older programs leave both as they are.
alter table tickets add column lead bigint not null default 0;
alter table tickets add column fault text not null default '';
create index tickets_linked on tickets (lead) where lead > 0;
