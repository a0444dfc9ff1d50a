-- The joined read model of listings, what still has to reach the index, and what is kept of the
-- owners' facts to join them.
create table search_doc (
  id uuid primary key,
  -- Grows with every change of any part; the external version of the index document.
  doc_version bigint not null,
  -- Findable. Removed ads stay as rows with false, so that no late event revives them.
  live boolean not null,
  -- Null once erased, like the listing itself; an erased listing never comes back.
  listing_version int,
  listing jsonb,
  -- The media part, computed from media_fact: one object per shown photo.
  photos jsonb not null,
  photo_ids uuid[] not null
);
select app.platform('search_doc');
create index search_doc_photo on search_doc using gin (photo_ids);
create index search_doc_make on search_doc ((listing ->> 'make'));

-- Documents whose newest version the index has not confirmed. Narrow on purpose: rows come and go
-- with every change.
create table index_due (
  listing_id uuid primary key,
  doc_version bigint not null,
  due_at timestamptz(3) not null,
  traceparent text
);
select app.platform('index_due');
create index index_due_at on index_due (due_at);

-- Version 0: named by a listing, nothing heard of it yet. The row is what listing and media
-- projections meet on.
create table media_fact (
  media_id uuid primary key,
  version int not null,
  state text not null check (state in ('ready', 'gone', 'unknown')),
  width int not null,
  height int not null,
  placeholder text not null
);
select app.platform('media_fact');

-- Parts of the taxonomy topic by key; null once erased.
create table taxonomy_part (
  key text primary key,
  version int not null,
  part jsonb
);
select app.platform('taxonomy_part');

-- Every index that must get writes: the one that serves and, during a rebuild, the one being built.
-- Retired ones wait to be dropped.
create table search_index (
  name text primary key,
  state text not null check (state in ('building', 'serving', 'retired')),
  since timestamptz(3) not null
);
select app.platform('search_index');
create unique index search_index_one_serving on search_index (state) where state = 'serving';
