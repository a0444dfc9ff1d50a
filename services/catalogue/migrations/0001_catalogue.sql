-- Listings, their prices over time, vehicles, and the taxonomy's published version.
create table vehicle (
  id uuid primary key,
  -- VIN or frame number, upper case; personal data.
  chassis text not null unique,
  make text not null,
  model text not null,
  year int not null,
  created_at timestamptz(3) not null
);
select app.platform('vehicle');

create table odometer_reading (
  vehicle_id uuid not null references vehicle,
  at timestamptz(3) not null,
  km int not null,
  listing_id uuid not null,
  primary key (vehicle_id, at, listing_id)
);
select app.platform('odometer_reading');

create table listing (
  id uuid primary key,
  seller_id uuid not null,
  version int not null,
  state text not null check (state in ('draft', 'live', 'sold', 'closed', 'expired')),
  market text not null,
  seller_type text not null,
  make text not null,
  model text not null,
  generation text,
  variant text,
  year int not null,
  price_minor bigint not null,
  price_currency text not null,
  price_since timestamptz(3) not null,
  dropped_from_minor bigint,
  km int not null,
  engine_cc int not null,
  fuel text not null,
  transmission text not null,
  assembly text not null,
  body text not null,
  colour text not null,
  city text not null,
  area text,
  registration_city text not null,
  condition text not null,
  features text[] not null,
  title text,
  photos uuid[] not null,
  visibility text not null,
  channels text[] not null,
  description text,
  description_lang text,
  vin text,
  frame_number text,
  vehicle_id uuid references vehicle,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  published_at timestamptz(3),
  expires_at timestamptz(3),
  ended_at timestamptz(3),
  close_reason text,
  sold_for_minor bigint
);
select app.person_tenancy('listing', 'seller_id');
create index listing_of_seller on listing (seller_id, created_at desc, id desc);
create index listing_due on listing (expires_at) where state = 'live';

create table price_point (
  listing_id uuid not null references listing on delete cascade,
  at timestamptz(3) not null,
  price_minor bigint not null,
  currency text not null,
  primary key (listing_id, at)
);
select app.platform('price_point');

create table taxonomy_release (
  version int primary key,
  published_at timestamptz(3) not null
);
select app.platform('taxonomy_release');
