-- After a restore: the database is older than what has been published. Runs once, in one
-- commit, before anything else writes. The index knows higher document versions than these; those
-- of listings, media and the taxonomy are their owners', and come again from their topics.
update search_doc set doc_version = doc_version + 1000000;
update index_due set doc_version = doc_version + 1000000;
update saved_search set version = version + 1000000;
update idempotency set version = version + 1000000 where version is not null;
