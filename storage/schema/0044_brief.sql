-- Reports read a few figures of earlier months for their trend, and not the time of
-- each of their tickets. Null: the month was frozen by a version before.
alter table frozen_months add column brief json;
