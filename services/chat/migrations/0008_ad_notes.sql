-- Notes that are still to be written: of an ad that more people talk about than one transaction
-- should hold, until all have theirs.
create table ad_note (
  listing_id uuid primary key,
  code text not null check (code in ('ad-sold', 'ad-removed', 'ad-available')),
  -- When the ad changed: who began to talk about it later gets none.
  at timestamptz(3) not null,
  -- They are written in the order of conversations; up to this one they are.
  after_id uuid not null default '00000000-0000-0000-0000-000000000000'
);
select app.platform('ad_note');
revoke all on ad_note from app;
