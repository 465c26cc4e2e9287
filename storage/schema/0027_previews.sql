-- A still picture for a file that only its platform's clients can show, such as
-- an animated sticker: the platform's id of it, or ''.
alter table files add column preview text not null default '';
