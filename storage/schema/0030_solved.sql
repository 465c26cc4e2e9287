-- What solved tickets of a project are found by: its name and the stems of the
-- request. The configuration "russian" stems words of Latin letters as English
-- ones. Nothing is copied: words that are erased from a ticket are erased here.
create function solved_words(project text, body text) returns tsvector language sql immutable parallel safe as $$
    select array_to_tsvector(array['project:' || project]) || to_tsvector('pg_catalog.russian', left(body, 4000))
$$;
create index tickets_solved on tickets using gin (solved_words(project, body)) with (fastupdate = off)
    where state in ('resolved', 'closed') and resolution <> '' and emptied_at is null;
