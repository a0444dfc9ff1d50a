-- What people save, the link under which they show it to others, and what those who saved an ad are
-- still to learn of it.
create table favourite (
  person_id uuid not null,
  listing_id uuid not null references listing on delete cascade,
  added_at timestamptz(3) not null,
  -- The price that stood when it was saved: what is shown next to the present one.
  price_minor bigint not null,
  price_currency text not null,
  -- The listing's version at that time: only later ones are news to this person.
  listing_version int not null,
  primary key (person_id, listing_id)
);
select app.person_tenancy('favourite', 'person_id');
create index favourite_newest on favourite (person_id, added_at desc, listing_id desc);
create index favourite_of_listing on favourite (listing_id, person_id);
revoke update on favourite from app;

-- One link per person at a time; a revoked one never comes back.
create table shortlist (
  -- 128 random bits: whoever has it may read, so it is as secret as its owner is.
  token text primary key,
  person_id uuid not null,
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
select app.person_tenancy('shortlist', 'person_id');
create unique index shortlist_open on shortlist (person_id) where revoked_at is null;
revoke delete on shortlist from app;

-- A change of a listing that may have been saved, written with the change itself. The seller, in
-- whose name that is, learns of nobody who saved it: workers read those.
create table saved_change (
  listing_id uuid not null references listing on delete cascade,
  version int not null,
  kind text not null check (kind in ('price-dropped', 'sold')),
  from_minor bigint not null,
  -- Null for a car that is sold.
  to_minor bigint,
  currency text not null,
  at timestamptz(3) not null,
  -- The last person it was announced to; they are taken in the order of their ids.
  after_person uuid,
  primary key (listing_id, version)
);
select app.platform('saved_change');
create index saved_change_at on saved_change (at, listing_id, version);
revoke select, update, delete on saved_change from app;
create policy signed_in on saved_change to app using (app.person() is not null) with check (app.person() is not null);
create policy work on saved_change to worker using (true) with check (true);
alter table saved_change enable row level security;
alter table saved_change force row level security;
