-- Least privilege on the shared tables, and a retention that loses nothing unsent and lets nothing
-- grow without end. In the name of a person events are added and the reply of one's own keyed call
-- is stored; what others did is for workers to read.
revoke all on outbox, outbox_rest, inbox, inbox_rest from app;
grant insert on outbox to app;
revoke update, delete on idempotency from app;
-- Not forced: the owner's own function below removes what is old.
alter table idempotency enable row level security;
create policy own on idempotency to app using (actor = app.person()::text) with check (actor = app.person()::text);
create policy work on idempotency to worker using (true) with check (true);

-- Makes the partitions of the coming days and drops those past retention, unless an event in them
-- is still to be sent. Safe to repeat.
create or replace function app.keep_days(ahead int, kept int) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  parent text;
  child text;
  d date;
  owed boolean;
begin
  foreach parent in array array['outbox', 'inbox'] loop
    for d in select generate_series(current_date - 1, current_date + ahead, interval '1 day')::date loop
      child := parent || '_' || to_char(d, 'YYYYMMDD');
      begin
        execute format('create table if not exists %I partition of %I for values from (%L) to (%L)', child, parent, d, d + 1);
        execute format('revoke all on %I from app', child);
      exception when check_violation then
        -- Rows of that day already lie in the rest partition; they stay readable there.
        null;
      end;
    end loop;
    for child in
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = parent::regclass and c.relname ~ '_\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - kept
    loop
      owed := false;
      if parent = 'outbox' then execute format('select exists (select from %I where sent_at is null)', child) into owed; end if;
      if not owed then execute format('drop table %I', child); end if;
    end loop;
  end loop;
end $$;

-- Removes at most `most` rows of each kind that no partition takes with it: old replies, and events
-- that lay outside of any day. Returns how many it removed.
create function app.forget(kept int, most int) returns int language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  removed int;
  total int := 0;
begin
  delete from idempotency where ctid = any (array(select ctid from idempotency where at < now() - make_interval(days => kept) limit most));
  get diagnostics removed = row_count;
  total := total + removed;
  delete from inbox_rest where ctid = any (array(select ctid from inbox_rest where event_at < now() - make_interval(days => kept) limit most));
  get diagnostics removed = row_count;
  total := total + removed;
  delete from outbox_rest
    where ctid = any (array(select ctid from outbox_rest where stored_at < now() - make_interval(days => kept) and sent_at is not null limit most));
  get diagnostics removed = row_count;
  return total + removed;
end $$;
revoke all on function app.forget(int, int) from public;
grant execute on function app.forget(int, int) to worker;
select app.keep_days(3, 30);
