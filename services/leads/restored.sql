-- After a restore: the database is older than what has been published. Runs once, in one
-- commit, before anything else writes.
update lead set version = version + 1000000;
update offer set version = version + 1000000;
update offer_step set version = version + 1000000;
update idempotency set version = version + 1000000 where version is not null;
