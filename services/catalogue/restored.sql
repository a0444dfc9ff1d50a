-- After a restore: the database is older than what has been published. `erased` holds
-- everybody who has been erased, `app.withdrawn` the keys on our topics that nothing here has ever
-- published. Runs once, in one commit, before anything else writes.

-- An ad that was published since is a draft again. Its old id ends on the topic, and readers take
-- it back never more: the draft goes on under a new one.
update listing set id = uuidv7()
  where state = 'draft' and id::text in (select key from app.withdrawn where topic = 'catalogue.listing.v1');

update listing set
  version = version + 1000000,
  published_version = published_version + 1000000,
  reactivated_version = reactivated_version + 1000000,
  refreshed_version = refreshed_version + 1000000;
update favourite set listing_version = listing_version + 1000000;
update saved_change set version = version + 1000000;
update idempotency set version = version + 1000000 where version is not null;
