-- After a restore: the database is older than what has been published. Runs once, in one
-- commit, before anything else writes. A case that is not open has no version yet.
update moderation_case set version = version + 1000000 where state <> 'gathering';
update idempotency set version = version + 1000000 where version is not null;
