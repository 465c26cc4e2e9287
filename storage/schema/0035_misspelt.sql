-- What solved tickets are found by when a request is misspelt: the runs of three letters of its longest stems. Six letters or more
-- are needed to tell a word with a wrong letter from another word.
create function solved_runs(project text, body text) returns tsvector language sql immutable parallel safe as $$
    with stems as (
        select s from unnest(tsvector_to_array(to_tsvector('pg_catalog.russian', left(body, 4000)))) s
        where length(s) >= 6 and s ~ '^[[:alpha:]]+$'
        order by length(s) desc, s limit 8)
    select array_to_tsvector(array(
        select distinct substr(s, i, 3) from stems, generate_series(1, length(s) - 2) i)
        || ('project:' || project))
$$;
create index tickets_solved_runs on tickets using gin (solved_runs(project, body)) with (fastupdate = off)
    where state in ('resolved', 'closed') and resolution <> '' and emptied_at is null;
