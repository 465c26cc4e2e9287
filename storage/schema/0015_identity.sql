-- The handle that a person had before desk.yaml gave it to somebody else: their
-- account is themselves, and what they have stays theirs.
alter table people add column former text;

-- A program before 0010 made staff for ever of all who once wrote in a shop's
-- chat, and did not say how they came. Those entries run out from today, unless
-- their invitation is still known or they write in the chat again.
update members m set seen_at = now()
where m.role = 'staff' and m.seen_at is null
    and not exists (select from invites i where i.taken_by = m.person and i.project = m.project);
