-- In a chat that several projects share each has its turn. A notice's turn counts
-- within its lane, class and project, from where the lane stands; a program from
-- before this leaves both columns alone, and its notices go first.
alter table notices add column project text not null default '';
alter table notices add column turn bigint not null default 0;
create index notices_heads on notices (lane, class, turn, id) where state = 'living';
create index notices_shares on notices (lane, class, project, turn) where state = 'living';
create index notices_turns on notices (turn, id) where state = 'living' and class = 0;
