-- Not only tickets have alarms: what is no ticket is told by its kind and name,
-- such as "routine/prune".
alter table alarms rename to timers;
alter table timers drop constraint alarms_pkey;
alter table timers alter column ticket drop not null;
alter table timers add column other text not null default '';
alter table timers add constraint timers_subject check ((ticket is null) = (other <> ''));
create unique index timers_ticket on timers (ticket, clock);
create unique index timers_other on timers (other, clock) where ticket is null;
create index timers_due on timers (due, coalesce(ticket, 0), other, clock);
drop index alarms_due;

-- Replicas of the version before know the tickets' alarms by this name. They read
-- and write through it, on conflict by ticket and clock.
create view alarms as select ticket, clock, step, rep, due from timers where ticket is not null;
