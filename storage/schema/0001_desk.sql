-- The desk's memory. Instants are given by the desk: nothing here asks the
-- server what time it is. An empty text stands for "none" where the desk's own
-- words do so; a time that has not come is null.

-- Events that were handled, so that a repeated one is known.
create table inbox (
    id text primary key,
    at timestamptz not null
);
create index inbox_at on inbox (at);

-- Updates that could not be understood, kept whole for whoever repairs it.
create table parked (
    id      text primary key,
    payload bytea not null,
    why     text not null,
    at      timestamptz not null
);

create table people (
    id            bigint generated always as identity primary key,
    handle        text,
    name          text not null,
    platform      text not null,  -- the account they used last
    account       text not null,
    locale        text not null,
    locale_chosen boolean not null default false,  -- with /lang: no hint changes it any more
    time_zone     text not null,
    met_at        timestamptz not null
);
create unique index people_handle on people (handle);

create table accounts (
    platform text not null,
    account  text not null,
    person   bigint not null references people,
    primary key (platform, account)
);
create index accounts_person on accounts (person);

create table members (
    person  bigint not null references people,
    project text not null,
    role    text not null,
    since   timestamptz not null,
    primary key (person, project)
);

create table invites (
    code_hash  bytea primary key,
    project    text not null,
    role       text not null,
    invited_by text not null,
    expires_at timestamptz not null,
    taken_by   bigint references people,
    taken_at   timestamptz
);

-- Chats that do not take the bot's messages, and those that do again.
create table reach (
    platform text not null,
    chat     text not null,
    able     boolean not null,
    why      text not null,
    at       timestamptz not null,
    primary key (platform, chat)
);

create table moves (
    platform  text not null,
    from_chat text not null,
    to_chat   text not null,
    at        timestamptz not null,
    primary key (platform, from_chat)
);

-- The last number of each project. Its row is held until the ticket that got
-- the next one is committed, which is what leaves no gap.
create table counters (
    project text primary key,
    last    integer not null
);

create table tickets (
    id       bigint generated always as identity primary key,
    project  text not null,
    number   integer not null,
    revision integer not null,
    state    text not null,

    type     text not null,
    priority smallint not null,
    sureness double precision not null,
    type_by  text not null,
    cue      text not null,

    body            text not null,
    requester       bigint not null references people,
    origin_platform text not null,
    origin_chat     text not null,
    origin_thread   text not null,
    origin_message  text not null,
    place_platform  text not null,
    place_chat      text not null,
    place_thread    text not null,
    shared          boolean not null,

    line     smallint not null,
    assignee text not null,
    copies   jsonb,

    opened_at       timestamptz not null,
    acked_at        timestamptz,
    replied_at      timestamptz,
    reacted_at      timestamptz,
    resolved_at     timestamptz,
    ended_at        timestamptz,
    state_at        timestamptz,
    ladder_from     timestamptz,
    reaction_from   timestamptz,
    resolution_from timestamptz,
    reaction_due    timestamptz,
    resolution_due  timestamptz,
    pauses          jsonb,
    resolution      text not null,
    reopened        integer not null,
    rating          smallint not null,
    merged_project  text not null,
    merged_number   integer not null,
    unique (project, number)
) with (fillfactor = 80);
create index tickets_open on tickets (project)
    where state in ('new', 'in_progress', 'waiting_customer', 'waiting_vendor');
create index tickets_open_of on tickets (requester)
    where state in ('new', 'in_progress', 'waiting_customer', 'waiting_vendor');
create index tickets_of on tickets (requester, opened_at desc);
create index tickets_opened on tickets (project, opened_at);
create index tickets_merged on tickets (merged_project, merged_number) where merged_number > 0;

create table timeline (
    id       bigint generated always as identity primary key,
    ticket   bigint not null references tickets,
    at       timestamptz not null,
    kind     text not null,
    actor    text not null,
    note     text not null
);
create index timeline_ticket on timeline (ticket, id);

create table utterances (
    id        bigint generated always as identity primary key,
    ticket    bigint not null references tickets,
    requester bigint not null references people,  -- the ticket's when it was said
    author    text not null,
    from_desk boolean not null,
    internal  boolean not null,
    body      text not null,
    platform  text not null,
    chat      text not null,
    thread    text not null,
    message   text not null,
    at        timestamptz not null
);
create index utterances_ticket on utterances (ticket, id);
create index utterances_source on utterances (platform, chat, message);
create index utterances_last on utterances (requester, platform, chat, thread, at desc)
    where not from_desk and not internal;

-- Which message belongs to which ticket.
create table links (
    platform      text not null,
    chat          text not null,
    message       text not null,
    thread        text not null,
    ticket        bigint not null references tickets,
    utterance     bigint not null,
    slot          text not null,
    from_customer boolean not null,
    primary key (platform, chat, message)
);
create index links_copies on links (utterance) where utterance > 0;

-- The message that stands in each slot of a ticket.
create table slots (
    ticket   bigint not null references tickets,
    slot     text not null,
    platform text not null,
    chat     text not null,
    thread   text not null,
    message  text not null,
    primary key (ticket, slot)
);
create index slots_chat on slots (platform, chat);

create table threads (
    platform text not null,
    chat     text not null,
    thread   text not null,
    ticket   bigint not null references tickets,
    primary key (platform, chat, thread)
);

create table alarms (
    ticket bigint not null references tickets,
    clock  text not null,
    step   integer not null,
    rep    integer not null,
    due    timestamptz not null,
    primary key (ticket, clock)
) with (fillfactor = 80);
create index alarms_due on alarms (due, ticket, clock);

-- Rungs that were climbed, so that none is climbed twice.
create table climbs (
    ticket  bigint not null references tickets,
    clock   text not null,
    step    integer not null,
    rep     integer not null,
    planned timestamptz not null,
    at      timestamptz not null,
    primary key (ticket, clock, step, rep)
);

-- The outbox, and the receipts of what left it. A notice is living until it was
-- sent, given up (dead) or hushed; a lane is its destination chat.
create table notices (
    id           bigint generated always as identity primary key,
    key          text not null unique,
    state        text not null default 'living' check (state in ('living', 'sent', 'dead', 'hushed')),
    ticket       bigint not null,  -- 0: about none
    platform     text not null,
    chat         text not null,
    thread       text not null,
    lane         text collate "C" not null generated always as (platform || ':' || chat) stored,
    in_thread    boolean not null,
    slot         text not null,
    class        smallint not null,
    kind         text not null,
    facts        json,
    utterance    bigint not null,
    person       bigint not null,
    clock        text not null,
    step         integer not null,
    rep          integer not null,
    planned      timestamptz,
    queued_at    timestamptz not null,
    not_before   timestamptz not null,
    leased_until timestamptz,  -- null: no courier has it
    tries        integer not null default 0,
    settled_at   timestamptz,
    sent_thread  text not null default '',
    sent_message text not null default '',
    why          text not null default ''
) with (fillfactor = 70);
create index notices_lanes on notices (lane, class, id) where state = 'living';
create index notices_due on notices (not_before) where state = 'living';
create index notices_ticket on notices (ticket, id) where ticket > 0;
create index notices_settled on notices (settled_at) where state <> 'living';
create index notices_dead on notices (id) where state = 'dead';

-- Questions that wait for somebody's next words in a chat.
create table prompts (
    platform   text not null,
    account    text not null,
    chat       text not null,
    ticket     bigint not null,
    form       text not null,
    facts      json,
    expires_at timestamptz not null,
    primary key (platform, account, chat)
);

-- Events that wait for an answer, such as which project is meant.
create table held (
    id         bigint generated always as identity primary key,
    payload    json not null,
    expires_at timestamptz not null
);

-- Small memory: how far something got.
create table marks (
    name  text primary key,
    value text not null
);

-- What people said a request was, for the classifier to learn from.
create table corrections (
    id           bigint generated always as identity primary key,
    project      text not null,
    body         text not null,
    type         text not null,
    corrected_by text not null,
    at           timestamptz not null
);
create index corrections_project on corrections (project, at desc);
