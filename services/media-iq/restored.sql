-- After a restore: the database is older than what has been published. Runs once, in one
-- commit, before anything else writes. The versions in `listing_photos` are catalogue's, and come
-- again from its topic.
update media set version = version + 1000000;
update idempotency set version = version + 1000000 where version is not null;
