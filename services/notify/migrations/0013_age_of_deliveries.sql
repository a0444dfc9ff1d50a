-- Since when a delivery may go out: tries end by its age. Of one that an older build has queued it
-- is not known, and its creation counts.
alter table delivery add column ready_at timestamptz(3);

-- What was never tried is looked at beside what waits again, and not behind it.
create index delivery_first on delivery (next_at)
  where state in ('due', 'sending') and tries = 0;
