-- Escalations are claimed in the order in which they came, whatever their lane.
create index notices_calls on notices (id) where state = 'living' and class = 0;

-- The walk through their lanes is gone; notices_lanes answers what is asked of one.
drop index notices_urgent;
