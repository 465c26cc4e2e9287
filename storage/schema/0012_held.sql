-- What was cancelled while a courier held it keeps its chat waiting until it is
-- settled: it may be in the middle of being sent, and what takes it away has to come
-- after it.
create index notices_held on notices (lane) where state = 'hushed' and leased_until is not null;

-- An attempt of the notice ended of which nobody knows whether it posted anything.
alter table notices add column unsure boolean not null default false;
