-- A price belongs to whoever owns its listing: the policy of the listing decides here, too.
alter table price_point enable row level security;
alter table price_point force row level security;
create policy own on price_point to app
  using (exists (select from listing where listing.id = listing_id))
  with check (exists (select from listing where listing.id = listing_id));
create policy work on price_point to worker using (true) with check (true);
comment on table price_point is 'tenancy: person';
