-- What lines and suppliers missed of what was agreed with them, for reports.
create index timeline_ola on timeline (at) where kind = 'ola';
