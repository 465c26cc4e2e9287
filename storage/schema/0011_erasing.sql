-- A list of tickets is about none of them, and shows the words of each: where
-- words are erased everywhere, lists are looked through.
create index notices_lists on notices (id) where kind = 'list';
