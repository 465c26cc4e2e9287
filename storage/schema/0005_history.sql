-- What happened is a value, not a text: the kind's own fields stand in detail,
-- and who did it is a person, not a name.
--
-- Version 0.1 wrote a note instead, such as "2/1 line_2" for a step of a ladder,
-- and reads it. So as long as both run side by side, and after a step back:
-- a new program writes the note, too, by timeline_note; and what an old one
-- wrote has no detail and is read from its note, by timeline_detail. No row of
-- the timeline is rewritten, for there may be millions, and old programs go on
-- writing meanwhile. Notices that wait are few: those get what they lack here,
-- and those that an old program adds, or is to send, by a trigger.
-- Once no program of version 0.1 is left, a later migration fills detail in
-- batches, and drops note, the functions and the trigger.
alter table timeline
    add column person bigint not null default 0,  -- 0: the desk itself, or written by version 0.1
    add column handle text not null default '',
    add column detail jsonb;                      -- null: written by version 0.1

-- A step's calls: "line_3/noc, managers/olga".
create function timeline_calls(note text) returns jsonb language sql immutable as $$
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'audience', split_part(one, '/', 1), 'handle', nullif(split_part(one, '/', 2), ''))) order by n)
    from unnest(string_to_array(note, ', ')) with ordinality as call(one, n)
$$;

-- merged is the ticket that this one was merged into, or ''.
create function timeline_detail(kind text, actor text, note text, merged text) returns jsonb language sql immutable as $$
    select case kind
        when 'assigned' then jsonb_build_object('to', jsonb_build_object('name', note))
        when 'released' then jsonb_build_object('from', jsonb_build_object('name', actor))
        when 'reminded' then jsonb_build_object('who', jsonb_build_object('name', actor))
        when 'unreachable' then jsonb_build_object('who', jsonb_build_object('name', actor))
        when 'waiting' then jsonb_build_object('on', note)
        when 'resolved' then jsonb_build_object('text', note)
        when 'reopened' then jsonb_build_object('text', note)
        when 'cancelled' then jsonb_build_object('text', note)
        when 'type' then jsonb_build_object('to', note)
        when 'priority' then jsonb_build_object('to', note)
        when 'rated' then jsonb_build_object('stars', note::integer)
        when 'merged' then jsonb_build_object(case note when merged then 'into' else 'from' end, note)
        when 'skipped' then jsonb_build_object('step', split_part(note, ' ', 1)::integer,
            'audience', split_part(note, ' ', 2), 'cause', split_part(note, ' ', 3))
        when 'warned' then jsonb_build_object('step', split_part(note, '/', 1)::integer,
            'rep', split_part(split_part(note, ' ', 1), '/', 2)::integer,
            'calls', timeline_calls(substr(note, strpos(note, ' ') + 1)))
        when 'escalated' then case when note like '% %' -- a step; by hand it is the line alone
            then jsonb_build_object('step', split_part(note, '/', 1)::integer,
                'rep', split_part(split_part(note, ' ', 1), '/', 2)::integer,
                'calls', timeline_calls(substr(note, strpos(note, ' ') + 1)))
            else jsonb_build_object('calls', timeline_calls(note)) end
        else '{}' end
$$;

create function timeline_note(kind text, detail jsonb) returns text language sql immutable as $$
    select coalesce(case kind
        when 'assigned' then detail -> 'to' ->> 'name'
        when 'waiting' then detail ->> 'on'
        when 'resolved' then detail ->> 'text'
        when 'reopened' then detail ->> 'text'
        when 'cancelled' then detail ->> 'text'
        when 'type' then detail ->> 'to'
        when 'priority' then detail ->> 'to'
        when 'rated' then detail ->> 'stars'
        when 'merged' then coalesce(detail ->> 'into', detail ->> 'from')
        when 'skipped' then concat_ws(' ', detail ->> 'step', detail ->> 'audience', detail ->> 'cause')
        when 'escalated' then (
            select case when detail ? 'step' then (detail ->> 'step') || '/' || (detail ->> 'rep') || ' ' else '' end
                || string_agg(concat_ws('/', one ->> 'audience', one ->> 'handle'), ', ' order by n)
            from jsonb_array_elements(detail -> 'calls') with ordinality as call(one, n))
        when 'warned' then (
            select (detail ->> 'step') || '/' || (detail ->> 'rep') || ' '
                || string_agg(concat_ws('/', one ->> 'audience', one ->> 'handle'), ', ' order by n)
            from jsonb_array_elements(detail -> 'calls') with ordinality as call(one, n))
        end, '')
$$;

-- An entry inside of a notice, with what either program asks of it.
create function notice_entry(entry jsonb, kind text, merged text) returns jsonb language sql immutable as $$
    select case when entry ? 'Detail'
        then jsonb_build_object('Note', timeline_note(kind, entry -> 'Detail')) || entry
        else entry || jsonb_build_object('Actor', jsonb_build_object('name', entry ->> 'By'),
            'Detail', timeline_detail(kind, entry ->> 'By', entry ->> 'Note', merged)) end
$$;

-- A notice about a wait has the words to the customer as its note; what the
-- ticket waits for is told by the ticket, or else it is the customer, as before.
create function notice_facts(kind text, facts jsonb, of bigint) returns jsonb language sql stable as $$
    select case
        when kind = 'status' and jsonb_typeof(facts -> 'Timeline') = 'array' then jsonb_set(facts, '{Timeline}', (
            select jsonb_agg(notice_entry(one, one ->> 'Kind', t.key) order by n)
            from jsonb_array_elements(facts -> 'Timeline') with ordinality as entry(one, n)))
        when kind = 'state_changed' and facts ->> 'Entry' = 'waiting' and facts ? 'Detail' then
            facts || jsonb_build_object('Note', coalesce(facts -> 'Detail' ->> 'text', ''))
        when kind = 'state_changed' and facts ->> 'Entry' = 'waiting' then
            facts || jsonb_build_object('Actor', jsonb_build_object('name', facts ->> 'By'),
                'Detail', jsonb_build_object(
                    'on', case t.state when 'waiting_vendor' then t.state else 'waiting_customer' end, 'text', facts ->> 'Note'))
        when kind in ('happened', 'state_changed') then notice_entry(facts, facts ->> 'Entry', t.key)
        else facts end
    from (select state, merged_project || '-' || merged_number as key from tickets where id = of) t
$$;

create function complete_notice() returns trigger language plpgsql as $$
begin
    new.facts := coalesce(notice_facts(new.kind, new.facts::jsonb, new.ticket)::json, new.facts);
    return new;
end
$$;

-- A NUL, which jsonb can't hold, was never of use to anybody: such facts stay as they are.
create trigger complete_notice before insert on notices for each row
    when (new.kind in ('happened', 'state_changed', 'status') and new.facts::text not like '%\\u0000%')
    execute function complete_notice();

update notices set facts = coalesce(notice_facts(kind, facts::jsonb, ticket)::json, facts)
where state = 'living' and kind in ('happened', 'state_changed', 'status') and facts::text not like '%\\u0000%';
