-- Who joined by invitation has no handle of desk.yaml, and stood in assignee by
-- name, which another may share. It is "#" and the person's number now; a handle
-- begins with a letter.
--
-- A name that two engineers of a project share says nothing of which one it was,
-- and stays: their ticket is shown with it, as before, and somebody has to be
-- assigned to it for reminders to reach them. So it is with what a replica of
-- version 0.1 writes while it still runs beside; and it shows the number instead
-- of the name.
update tickets t set assignee = '#' || engineer.person
from (
    select m.project, p.name, min(p.id) as person
    from members m join people p on p.id = m.person
    where m.role = 'engineer'
    group by m.project, p.name
    having count(*) = 1) engineer
where engineer.project = t.project and engineer.name = t.assignee
    and not exists (select from people p where p.handle = t.assignee);
