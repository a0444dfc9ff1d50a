-- Who turned to which seller about which ad, how often, and what came of it; and the ledger of
-- numbers that were shown.

create table lead (
  id uuid primary key,
  version int not null check (version > 0),
  listing_id uuid not null,
  buyer_id uuid not null,
  seller_id uuid not null,
  conversation_id uuid not null,
  -- The seller's own ordering: the buyer is never shown it.
  status text not null default 'new' check (
    status in ('new', 'contacted', 'viewing', 'negotiating', 'won', 'lost', 'spam')),
  last_kind text not null check (last_kind in ('message', 'call', 'whatsapp', 'callback')),
  contacts int not null check (contacts > 0),
  created_at timestamptz(3) not null,
  last_contact_at timestamptz(3) not null,
  -- When the seller first wrote in the conversation.
  first_reply_at timestamptz(3),
  unique (listing_id, buyer_id)
);
create index lead_of_buyer on lead (buyer_id, last_contact_at desc, id desc);
create index lead_of_seller on lead (seller_id, last_contact_at desc, id desc);
create index lead_conversation on lead (conversation_id);
-- How many a person has begun since midnight.
create index lead_begun on lead (buyer_id, created_at desc);

-- Each time the buyer turned to the seller, and where from.
create table lead_contact (
  id uuid primary key,
  lead_id uuid not null references lead on delete cascade,
  kind text not null check (kind in ('message', 'call', 'whatsapp', 'callback')),
  gateway text not null,
  channel text not null,
  at timestamptz(3) not null
);
create index lead_contact_of_lead on lead_contact (lead_id, at);

-- What one of the two has written down for themselves.
create table lead_note (
  lead_id uuid not null references lead on delete cascade,
  person_id uuid not null,
  text text not null,
  primary key (lead_id, person_id)
);
select app.person_tenancy('lead_note', 'person_id');

-- Both people of a lead see it; nobody else knows of it.
alter table lead enable row level security;
alter table lead force row level security;
create policy takes_part on lead to app
  using (app.person() in (buyer_id, seller_id)) with check (app.person() in (buyer_id, seller_id));
create policy work on lead to worker using (true) with check (true);
comment on table lead is 'tenancy: participants';
revoke delete on lead from app;

alter table lead_contact enable row level security;
alter table lead_contact force row level security;
-- The lead's own policy decides inside.
create policy takes_part on lead_contact to app
  using (exists (select from lead where lead.id = lead_id))
  with check (exists (select from lead where lead.id = lead_id));
create policy work on lead_contact to worker using (true) with check (true);
comment on table lead_contact is 'tenancy: participants';
revoke update, delete on lead_contact from app;

-- Each number that was shown, once: the counter of record behind the daily cap.
create table reveal (
  person_id uuid not null,
  listing_id uuid not null,
  seller_id uuid not null,
  at timestamptz(3) not null,
  primary key (person_id, listing_id)
);
create index reveal_today on reveal (person_id, at desc);
create index reveal_of_seller on reveal (seller_id);
-- Whoever investigates a canary finds who revealed it.
create index reveal_of_listing on reveal (listing_id, at);
select app.person_tenancy('reveal', 'person_id');
revoke update, delete on reveal from app;
