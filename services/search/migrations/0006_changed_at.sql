-- Since when the change of an ad that waits for the index is known to the world: how long it took
-- to be found is counted from there. Null where no ad has changed, and of a build that does not
-- note it.
alter table index_due add column changed_at timestamptz(3);
