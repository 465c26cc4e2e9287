-- Escalations are claimed by themselves, however much else waits in the outbox.
create index notices_urgent on notices (lane, class, id) where state = 'living' and class = 0;

-- This one lured the planner: the walk through the lanes wants an index in their
-- order, and nothing else needs one.
drop index notices_due;
