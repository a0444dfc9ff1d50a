-- People, the codes that prove their phones, and the sessions those codes open.

create table person (
  id uuid primary key,
  version int not null check (version > 0),
  -- Sealed under its own data key; `phone_key_id` names the key that wraps it. Never in the clear.
  sealed_phone bytea not null,
  phone_key_id text not null,
  -- Keyed hash: finds a person by number without anyone being able to read the number.
  phone_index text not null,
  display_name text not null,
  city text not null,
  lang text not null check (lang in ('en', 'ur')),
  marketing boolean not null,
  terms_version text,
  created_at timestamptz(3) not null,
  constraint person_phone_unique unique (phone_index)
);
select app.person_tenancy('person', 'id');

-- One row per code sent. The rows are also the counters of record for the caps, so they outlive the
-- code by a day.
create table otp_challenge (
  id uuid primary key,
  phone_index text not null,
  -- Gone as soon as the challenge is used or void.
  sealed_phone bytea,
  phone_key_id text not null,
  device text not null,
  purpose text not null check (purpose in ('sign-in')),
  channel text not null check (channel in ('sms', 'whatsapp', 'call')),
  lang text not null check (lang in ('en', 'ur')),
  digest bytea not null,
  state text not null check (state in ('open', 'used', 'void')),
  tries smallint not null check (tries >= 0),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  due_at timestamptz(3) not null
);
create index otp_challenge_number on otp_challenge (phone_index, created_at desc);
create index otp_challenge_device on otp_challenge (device, created_at desc);
create index otp_challenge_due on otp_challenge (due_at);
select app.platform('otp_challenge');

-- One signed-in device: the family of all tokens it ever gets.
create table session (
  id uuid primary key,
  person_id uuid not null references person (id) on delete cascade,
  device text not null,
  device_name text not null,
  last_used text,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  ended_at timestamptz(3),
  ended_reason text check (ended_reason in ('logout', 'logout-all', 'device-removed', 'replaced', 'token-reused', 'other-device')),
  -- When its newest refresh token expires.
  due_at timestamptz(3) not null,
  check ((ended_at is null) = (ended_reason is null))
);
create index session_person on session (person_id, last_seen_at desc);
create index session_due on session (due_at);
select app.person_tenancy('session', 'person_id');

-- Every refresh token ever given out, by hash, until it would have expired: a dead one that comes
-- back is a theft.
create table refresh_token (
  hash text primary key,
  session_id uuid not null references session (id) on delete cascade,
  parent text,
  expires_at timestamptz(3) not null
);
create index refresh_token_session on refresh_token (session_id);
create index refresh_token_due on refresh_token (expires_at);
select app.platform('refresh_token');

create table access_token (
  hash text primary key,
  session_id uuid not null references session (id) on delete cascade,
  expires_at timestamptz(3) not null
);
create index access_token_session on access_token (session_id);
create index access_token_due on access_token (expires_at);
select app.platform('access_token');

-- Nobody acting as a person or visitor has any business in these: only the service in its own name.
revoke all on otp_challenge, refresh_token, access_token from app;
