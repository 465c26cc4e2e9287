-- What the message in a slot shows: a hash of the card, behind the id of the notice
-- that showed it. Who fills a slot without knowing of it shows something else.
alter table slots add column shown text not null default '';

create function slot_filled() returns trigger language plpgsql as $$
begin
    if new.shown = old.shown then
        new.shown := '';
    end if;
    return new;
end $$;

create trigger slot_filled before update on slots for each row execute function slot_filled();

-- The revision of the last change that a card shows: who presses a button that was
-- drawn before it saw another ticket. 0: an older version wrote it.
alter table tickets add column drawn integer not null default 0;
