-- What silences an alert in the system that reported it, and since when that
-- system does not list the alert any more without having said that it is over.
alter table alerts add column labels jsonb not null default '{}';
alter table alerts add column missed_at timestamptz;
create index alerts_ticket on alerts (ticket) where ticket is not null;
