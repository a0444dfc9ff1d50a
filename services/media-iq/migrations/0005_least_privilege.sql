-- In the name of a person a job is queued and objects are listed for removal; the rest of what
-- everybody shares is for workers.
revoke all on listing_photos from app;
revoke select, update, delete on media_job from app;
revoke delete on object_deletion from app;
