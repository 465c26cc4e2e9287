-- Who else hears what a ticket's requester hears.
create table followers (
    ticket bigint not null references tickets (id) on delete cascade,
    person bigint not null references people (id),
    primary key (ticket, person)
);
create index followers_person on followers (person);
