-- What a shop was asked to agree to, and what its approvers said.
alter table tickets add column approvals jsonb;
