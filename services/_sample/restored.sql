-- After a restore: the database is older than what has been published. `erased` holds
-- everybody who has been erased, `app.withdrawn` the keys on our topics that nothing here has ever
-- published. Runs once, in one commit, before anything else writes: every version of ours goes past
-- anything published.
update note set version = version + 1000000;
update idempotency set version = version + 1000000 where version is not null;
