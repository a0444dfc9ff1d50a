-- What every service's database has: row policies, outbox, inbox, stored replies.
-- Roles `app` and `worker` belong to the cluster and are made by migrate.ts before this file runs.
create schema app;
grant usage on schema app, public to app, worker;
alter default privileges in schema public grant select, insert, update, delete on tables to app, worker;
alter default privileges in schema public grant usage, select on sequences to app, worker;

-- The person in whose name the transaction runs; null for visitors and systems.
create function app.person() returns uuid language sql stable as $$ select nullif(current_setting('app.person', true), '')::uuid $$;

-- Rows of one person: visible to and writable by that person, and by workers.
create function app.person_tenancy(t regclass, owner_column name) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy own on %s to app using (%I = app.person()) with check (%I = app.person())', t, owner_column, owner_column);
  execute format('create policy work on %s to worker using (true) with check (true)', t);
  execute format('comment on table %s is %L', t, 'tenancy: person');
end $$;

-- Rows anyone may read and one person may write.
create function app.public_read_person_write(t regclass, owner_column name) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy anyone_reads on %s for select to app using (true)', t);
  execute format('create policy own_insert on %s for insert to app with check (%I = app.person())', t, owner_column);
  execute format('create policy own_update on %s for update to app using (%I = app.person()) with check (%I = app.person())', t, owner_column, owner_column);
  execute format('create policy own_delete on %s for delete to app using (%I = app.person())', t, owner_column);
  execute format('create policy work on %s to worker using (true) with check (true)', t);
  execute format('comment on table %s is %L', t, 'tenancy: person, public read');
end $$;

-- Rows of the platform itself: no row policy, and the grants say who.
create function app.platform(t regclass) returns void language plpgsql as $$
begin
  execute format('comment on table %s is %L', t, 'tenancy: platform');
end $$;

-- Events to publish, written in the transaction that made them true. Sent rows stay until the
-- partition of their day is dropped.
create table outbox (
  seq bigint generated always as identity,
  stored_at timestamptz(3) not null default clock_timestamp(),
  id uuid not null,
  topic text not null,
  key text not null,
  type text not null,
  value bytea,
  at timestamptz(3) not null,
  traceparent text,
  sent_at timestamptz(3),
  primary key (seq, stored_at)
) partition by range (stored_at);
create index outbox_unsent on outbox (seq) where sent_at is null;
select app.platform('outbox');

-- Events whose effect is done. Partitioned by the event's own day, so that a repeat always meets
-- its first.
create table inbox (
  consumer text not null,
  event_id uuid not null,
  event_at timestamptz(3) not null,
  primary key (consumer, event_id, event_at)
) partition by range (event_at);
select app.platform('inbox');

create table outbox_rest partition of outbox default;
create table inbox_rest partition of inbox default;
select app.platform('outbox_rest');
select app.platform('inbox_rest');

-- Replies of keyed calls, stored so that a repeat gets the same answer.
create table idempotency (
  actor text not null,
  method text not null,
  key text not null,
  sha256 text not null,
  reply bytea not null,
  at timestamptz(3) not null default clock_timestamp(),
  primary key (actor, method, key)
);
create index idempotency_at on idempotency (at);
select app.platform('idempotency');

-- Makes the partitions of the coming days and drops those past retention. Safe to repeat.
create function app.keep_days(ahead int, kept int) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  parent text;
  d date;
  old record;
begin
  foreach parent in array array['outbox', 'inbox'] loop
    for d in select generate_series(current_date - 1, current_date + ahead, interval '1 day')::date loop
      begin
        execute format('create table if not exists %I partition of %I for values from (%L) to (%L)', parent || '_' || to_char(d, 'YYYYMMDD'), parent, d, d + 1);
      exception when check_violation then
        -- Rows of that day already lie in the rest partition; they stay readable there.
        null;
      end;
    end loop;
    for old in
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = parent::regclass and c.relname ~ '_\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - kept
    loop
      execute format('drop table %I', old.relname);
    end loop;
  end loop;
  delete from idempotency where at < now() - make_interval(days => kept);
end $$;
revoke all on function app.keep_days(int, int) from public;
grant execute on function app.keep_days(int, int) to worker;
select app.keep_days(3, 30);
