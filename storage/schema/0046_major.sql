-- A ticket that was declared a major incident, for its engineers, for the shops that it hits, and for reports.
alter table tickets add column major jsonb not null default '{}';
create index timeline_majors on timeline (at) where kind = 'major';
