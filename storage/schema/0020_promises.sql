-- Replicas of the version before don't know the clock of promises, and fail on it.
create or replace view alarms as
select ticket, clock, step, rep, due from timers where ticket is not null and clock <> 'promise';
