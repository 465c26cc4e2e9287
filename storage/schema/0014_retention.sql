-- When the words of a ticket were emptied, and the name of a person: because the
-- project's retention was over, or because somebody asked. Programs from before
-- read what is left as they read anything else.
alter table tickets add column emptied_at timestamptz;
create index tickets_to_empty on tickets (project, coalesce(ended_at, resolved_at))
    where emptied_at is null and state in ('resolved', 'closed', 'cancelled');

alter table people add column emptied_at timestamptz;
create index people_kept on people (met_at) where emptied_at is null;
