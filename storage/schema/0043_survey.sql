-- How a requester was asked for a rating, and the review of a poor one.
alter table tickets add column survey jsonb not null default '{}';

-- What people wrote about how tickets went, for reports. These entries are few.
create index timeline_comments on timeline (at) where kind in ('rating_explained', 'feedback');
