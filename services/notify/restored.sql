-- After a restore: the database is older than what has been published. Runs once, in one
-- commit, before anything else writes. Nobody else knows our versions; what was under way at that
-- moment may have gone out since, and nobody is sent it a second time.
update delivery set state = 'dropped', reason = 'restored' where state in ('due', 'sending');
update idempotency set version = version + 1000000 where version is not null;
