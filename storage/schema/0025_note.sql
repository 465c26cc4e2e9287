-- What version 0.1 reads as the note of an entry, again. The function had
-- subqueries, so PostgreSQL planned it at each call: the slowest part of opening a
-- ticket. The kinds without a list are now a part of the calling statement.
create function timeline_note_of_calls(kind text, detail jsonb) returns text language sql stable as $$
    select case kind
        when 'skipped' then concat_ws(' ', detail ->> 'step', detail ->> 'audience', detail ->> 'cause')
        when 'escalated' then (
            select case when detail ? 'step' then (detail ->> 'step') || '/' || (detail ->> 'rep') || ' ' else '' end
                || string_agg(concat_ws('/', one ->> 'audience', one ->> 'handle'), ', ' order by n)
            from jsonb_array_elements(detail -> 'calls') with ordinality as call(one, n))
        when 'warned' then (
            select (detail ->> 'step') || '/' || (detail ->> 'rep') || ' '
                || string_agg(concat_ws('/', one ->> 'audience', one ->> 'handle'), ', ' order by n)
            from jsonb_array_elements(detail -> 'calls') with ordinality as call(one, n))
        end
$$;

create or replace function timeline_note(kind text, detail jsonb) returns text language sql stable as $$
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
        when 'skipped' then timeline_note_of_calls(kind, detail)
        when 'escalated' then timeline_note_of_calls(kind, detail)
        when 'warned' then timeline_note_of_calls(kind, detail)
        end, '')
$$;
