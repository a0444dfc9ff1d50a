-- After a restore: the database is older than what has been published. `erased` holds
-- everybody who has been erased. Runs once, in one commit, before anything else writes.

-- Who was erased since does not come back; sessions and proofs go with the person.
delete from person where id in (select person from erased);
update person set version = version + 1000000;
update idempotency set version = version + 1000000 where version is not null;
