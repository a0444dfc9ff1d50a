-- What people offer each other for a car, and each step of it until its end.

create table offer (
  id uuid primary key,
  version int not null check (version > 0),
  lead_id uuid not null references lead on delete cascade,
  state text not null check (
    state in ('open', 'countered', 'accepted', 'declined', 'withdrawn', 'expired')),
  price_minor bigint not null check (price_minor > 0),
  currency text not null,
  -- Who named that price.
  by text not null check (by in ('buyer', 'seller')),
  created_at timestamptz(3) not null,
  -- When it expires if nobody has answered.
  due_at timestamptz(3) not null
);
-- One at a time: another is made when the one before is over.
create unique index offer_open on offer (lead_id) where state in ('open', 'countered');
create index offer_of_lead on offer (lead_id, created_at desc);
create index offer_due on offer (due_at) where state in ('open', 'countered');

-- Each step, and whether the conversation has it by now.
create table offer_step (
  id uuid primary key,
  offer_id uuid not null references offer on delete cascade,
  version int not null,
  step text not null check (
    step in ('made', 'countered', 'accepted', 'declined', 'withdrawn', 'expired')),
  actor_id uuid not null,
  price_minor bigint not null,
  currency text not null,
  at timestamptz(3) not null,
  in_chat boolean not null default false,
  unique (offer_id, version)
);
create index offer_step_waiting on offer_step (at, id) where not in_chat;

do $$
declare
  each text;
  mine constant text := 'exists (select from lead where lead.id = lead_id)';
  step constant text := 'exists (select from offer where offer.id = offer_id)';
begin
  foreach each in array array['offer', 'offer_step'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    -- The lead's own policy decides inside.
    execute format('create policy takes_part on %I to app using (%s) with check (%2$s)',
      each, case each when 'offer' then mine else step end);
    execute format('create policy work on %I to worker using (true) with check (true)', each);
    execute format('comment on table %I is %L', each, 'tenancy: participants');
    execute format('revoke delete on %I from app', each);
  end loop;
end $$;
revoke update on offer_step from app;
