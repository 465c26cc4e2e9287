-- What a customer is asked while their ticket waits for them.
alter table tickets add column question text not null default '';

-- Replicas of the version before know only these clocks, and fail on others.
create or replace view alarms as
select ticket, clock, step, rep, due from timers
where ticket is not null and clock in ('reaction', 'resolution', 'remind', 'close');
