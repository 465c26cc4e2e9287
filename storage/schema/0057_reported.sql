-- What reports list beside their figures: approvals, missed updates, calls in vain and
-- incidents of one cause. The kinds stand in storage/reported.go, too.
create index timeline_reported on timeline (at) where kind in ('approval_given', 'approval_declined', 'update_missed', 'skipped', 'linked');
create index drills_began on drills (project, began_at);
