-- Conversations of two people about one thing: one log each, what each of the two has seen of it,
-- and the order in which their lists of conversations changed.

create table conversation (
  id uuid primary key,
  about_kind text not null check (about_kind in ('listing', 'person')),
  -- Null when it is about nothing but the two.
  about_id uuid check ((about_kind = 'person') = (about_id is null)),
  person_a uuid not null,
  person_b uuid not null check (person_a < person_b),
  -- Grows under this row's lock: commits are in the order of the log, and the log has no holes.
  last_seq bigint not null default 0 check (last_seq >= 0),
  created_at timestamptz(3) not null,
  unique nulls not distinct (person_a, person_b, about_kind, about_id)
);

-- What one of the two has seen, wants and finds in the list.
create table member (
  conversation_id uuid not null references conversation,
  person_id uuid not null,
  peer_id uuid not null,
  read_seq bigint not null default 0,
  delivered_seq bigint not null default 0,
  -- Messages of the peer beyond read_seq. Can be counted again from the log.
  unread int not null default 0 check (unread >= 0),
  -- The person's own count of changes when this row last changed.
  feed_seq bigint not null,
  muted boolean not null default false,
  archived boolean not null default false,
  blocked boolean not null default false,
  primary key (conversation_id, person_id)
);
create unique index member_feed on member (person_id, feed_seq);

-- How far each person's list has come. Locked in the order of persons, after the conversation.
create table feed (
  person_id uuid primary key,
  last_seq bigint not null
);

-- Changed when a backup is restored: whoever followed a list reads it anew.
create table feed_epoch (
  one boolean primary key default true check (one),
  epoch uuid not null default gen_random_uuid()
);
insert into feed_epoch default values;

create table conversation_event (
  conversation_id uuid not null,
  seq bigint not null,
  type text not null check (type in ('message', 'edited', 'deleted')),
  actor_id uuid not null,
  -- The sender's own id of a message: the same one never becomes two, however late it is repeated.
  client_id uuid,
  -- Of the message as it was sent: a repeat is known by it when the text is long gone.
  sha256 text check ((client_id is null) = (sha256 is null)),
  body jsonb not null,
  at timestamptz(3) not null,
  primary key (conversation_id, seq)
) partition by hash (conversation_id);
create unique index conversation_event_client
  on conversation_event (conversation_id, actor_id, client_id) where client_id is not null;

do $$
begin
  for i in 0..31 loop
    execute format(
      'create table conversation_event_%s partition of conversation_event
         for values with (modulus 32, remainder %s)', i, i);
    -- Reached through its parent alone.
    execute format('revoke all on conversation_event_%s from app, worker', i);
    execute format('comment on table conversation_event_%s is %L', i, 'tenancy: platform');
  end loop;
end $$;

-- Whoever takes part sees the conversation and all that hangs on it; nobody else knows of it.
alter table conversation enable row level security;
alter table conversation force row level security;
create policy takes_part on conversation to app
  using (app.person() in (person_a, person_b)) with check (app.person() in (person_a, person_b));
create policy work on conversation to worker using (true) with check (true);
comment on table conversation is 'tenancy: participants';

do $$
declare
  part text;
begin
  foreach part in array array['member', 'conversation_event'] loop
    execute format('alter table %I enable row level security', part);
    execute format('alter table %I force row level security', part);
    -- The conversation's own policy decides inside.
    execute format(
      'create policy takes_part on %I to app
         using (exists (select from conversation c where c.id = conversation_id))
         with check (exists (select from conversation c where c.id = conversation_id))', part);
    execute format('create policy work on %I to worker using (true) with check (true)', part);
    execute format('comment on table %I is %L', part, 'tenancy: participants');
  end loop;
end $$;
-- The log is only ever added to; of what one has said oneself the words may go.
create policy own_words on conversation_event as restrictive for update to app
  using (actor_id = app.person()) with check (actor_id = app.person());
revoke update, delete on conversation_event from app;
grant update (body) on conversation_event to app;
revoke delete on conversation, member from app;
-- Counters, nothing else. Whoever sends moves the list of whom they talk to.
alter table feed enable row level security;
alter table feed force row level security;
create policy talk on feed to app
  using (person_id = app.person() or exists (
    select from conversation c
    where c.person_a = least(person_id, app.person())
      and c.person_b = greatest(person_id, app.person())))
  with check (person_id = app.person() or exists (
    select from conversation c
    where c.person_a = least(person_id, app.person())
      and c.person_b = greatest(person_id, app.person())));
create policy work on feed to worker using (true) with check (true);
comment on table feed is 'tenancy: participants';
revoke delete on feed from app;
revoke insert, update, delete on feed_epoch from app, worker;
select app.platform('feed_epoch');
