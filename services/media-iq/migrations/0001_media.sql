-- Every uploaded picture, its turn at the decoder, who shows it, and objects to be removed.
create table media (
  id uuid primary key,
  owner_id uuid not null,
  purpose text not null,
  content_type text not null,
  bytes integer not null check (bytes > 0),
  sha256 text not null check (length(sha256) = 64),
  state text not null check (state in ('signed', 'processing', 'ready', 'refused', 'removed')),
  version integer not null check (version > 0),
  refusal text,
  -- Pixels of the largest derivative.
  width integer,
  height integer,
  placeholder text check (length(placeholder) <= 1024),
  -- The 64 bits as a signed number.
  dhash bigint,
  signed_at timestamptz(3) not null,
  -- When an unused picture goes; null while a listing shows it and once it is gone.
  sweep_due_at timestamptz(3),
  check ((state = 'refused') = (refusal is not null)),
  check ((state = 'ready') = (width is not null and height is not null and placeholder is not null and dhash is not null))
);
create index media_owner on media (owner_id, signed_at);
create index media_sweep on media (sweep_due_at) where sweep_due_at is not null;
select app.person_tenancy('media', 'owner_id');

-- One row per picture that waits for the decoder or is in it; taken by pushing due_at past the
-- lease.
create table media_job (
  media_id uuid primary key references media (id),
  due_at timestamptz(3) not null,
  attempts integer not null default 0,
  queued_at timestamptz(3) not null
);
create index media_job_due on media_job (due_at);
select app.platform('media_job');

-- What each listing shows, at the newest version heard.
create table listing_photos (
  listing_id uuid primary key,
  version integer not null,
  photos uuid[] not null
);
create index listing_photos_media on listing_photos using gin (photos);
select app.platform('listing_photos');

-- Objects that must go, written with the change that dooms them: a crash forgets none.
create table doomed_object (
  key text primary key,
  due_at timestamptz(3) not null
);
create index doomed_object_due on doomed_object (due_at);
select app.platform('doomed_object');
