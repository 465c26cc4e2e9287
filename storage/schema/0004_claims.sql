-- Which claim took a notice last, by the name that the courier gave it. A courier
-- that got no answer to a claim gives back by this name what it may have taken.
alter table notices add column claim text;
