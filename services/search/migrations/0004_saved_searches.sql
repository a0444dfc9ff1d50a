-- Searches that people have saved, the index that finds those an ad matches, and what has matched.

create table saved_search (
  id uuid primary key,
  version int not null check (version > 0),
  person_id uuid not null,
  -- Empty until its owner gives one.
  name text not null,
  market text not null,
  -- Of the brand it was saved on: where its ads are shown.
  channel text not null,
  -- Typed filters, what was understood of the text included …
  filters jsonb not null,
  -- … and the folded words that are left.
  words text[] not null,
  frequency text not null check (frequency in ('instant', 'daily')),
  -- How its owner wants to be reached.
  notify_by text[] not null,
  created_at timestamptz(3) not null
);
select app.person_tenancy('saved_search', 'person_id');
create index saved_search_of_person on saved_search (person_id, created_at, id);

-- Where an ad looks: by market, channel, car and city as one key, and the bounds an ad must lie in.
-- Of one search at most one row fits an ad. A bound that was not asked for is the least or the
-- greatest value, so that one comparison does for all.
create table saved_search_key (
  search_id uuid not null references saved_search on delete cascade,
  key text not null,
  person_id uuid not null,
  -- Minor units.
  price_from bigint not null,
  price_to bigint not null,
  year_from int not null,
  year_to int not null,
  km_from int not null,
  km_to int not null,
  -- Cubic centimetres.
  engine_from int not null,
  engine_to int not null,
  -- The search asks for more than this row holds.
  has_more boolean not null,
  primary key (search_id, key)
);
select app.person_tenancy('saved_search_key', 'person_id');
revoke update on saved_search_key from app;
create index saved_search_key_bounds on saved_search_key (key, price_to)
  include (price_from, year_from, year_to, km_from, km_to, engine_from, engine_to, has_more,
    person_id, search_id);

-- One row for each search, however much matches: what its next alert will say, and what its owner
-- has not looked at. Half empty pages: the rows change in place.
create table saved_search_match (
  search_id uuid primary key references saved_search on delete cascade,
  person_id uuid not null,
  -- Of the open window, the latest first, at most ten.
  listing_ids uuid[] not null default '{}',
  total int not null default 0,
  -- All of them have only become cheaper.
  only_drops boolean not null default false,
  since timestamptz(3),
  -- When the window closes; null while nothing waits.
  due_at timestamptz(3) check ((since is null) = (due_at is null)),
  -- Since its owner last looked.
  unseen int not null default 0,
  last_alert_at timestamptz(3)
) with (fillfactor = 50);
select app.person_tenancy('saved_search_match', 'person_id');
revoke delete on saved_search_match from app;
create index saved_search_match_due on saved_search_match (due_at) where due_at is not null;
