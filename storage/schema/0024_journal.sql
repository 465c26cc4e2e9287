-- What an admin or the operator did in a project without a ticket is in its history,
-- too: such an entry has a project in place of a ticket. Programs from before read
-- entries through their tickets, so they do not see it.
alter table timeline alter column ticket drop not null;
alter table timeline add column project text;
alter table timeline add constraint timeline_of check (num_nonnulls(ticket, project) = 1) not valid;
create index timeline_project on timeline (project) where project is not null;
