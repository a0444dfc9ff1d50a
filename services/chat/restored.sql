-- After a restore: the database is older than what has been published. Runs once, in one
-- commit, before anything else writes. Logs are shorter than clients remember: with another epoch
-- they read everything anew, and whoever hears of events takes their numbers for new ones.
update feed_epoch set epoch = gen_random_uuid(), restored = true;
update idempotency set version = version + 1000000 where version is not null;
