-- A request that comes again is known by the version its change led to; and no car is on the market
-- twice, whoever's the two ads are.
alter table listing
  add column published_version int,
  add column reactivated_version int,
  add column refreshed_version int;
create unique index listing_live_chassis on listing (coalesce(vin, frame_number)) where state = 'live';
create unique index listing_live_vehicle on listing (vehicle_id) where state = 'live';
