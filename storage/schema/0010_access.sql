-- Whose a held event is: "telegram:7001". An older program leaves it null, and
-- its events name their owner inside.
alter table held add column owner text;
create index held_owner on held (owner, expires_at);

-- A person's correction of a ticket is one, the last. An older program leaves
-- both null and keeps each.
alter table corrections add column ticket bigint references tickets;
alter table corrections add column person bigint references people;
create unique index corrections_made on corrections (ticket, person);

-- Who joined by writing in a shop's chat: which chat, and when they were seen
-- there last. Null for those who joined by an invitation.
alter table members add column platform text;
alter table members add column chat text;
alter table members add column seen_at timestamptz;
