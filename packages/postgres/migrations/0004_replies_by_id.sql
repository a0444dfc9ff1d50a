-- The stored reply of a keyed call is which object it made, not what was said of it: a repeat is
-- answered with the object as it is by then. Expand only. `reply` is no longer written; rows of the
-- build before this one have it, and go with the retention. A repeat of one of theirs is refused
-- (its hash was of bytes, not of meaning), so nothing here needs their ids.
alter table idempotency
  -- gRPC status of the first answer. Only successes are stored.
  add column status smallint not null default 0,
  add column id text not null default '',
  -- Version of the object in the first answer; null for what has none.
  add column version int,
  alter column reply set default '';
