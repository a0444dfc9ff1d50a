-- What is news to a person: the centre on the page, what goes out by push, mail and phone, and how
-- each person wants it.

-- In which language a person is written to. A projection of identity.person.v1.
create table recipient (
  person_id uuid primary key,
  version int not null,
  lang text not null check (lang in ('en', 'ur'))
);
select app.platform('recipient');

-- Each event and the person it is news to, once: what comes again makes nothing new.
create table news (
  event_key text not null,
  person_id uuid not null,
  at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  primary key (event_key, person_id)
);
create index news_due on news (due_at);
create index news_of_person on news (person_id);
select app.platform('news');

create table notification (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  person_id uuid not null,
  kind text not null,
  -- Ids, prices and the ad's title: nothing that anybody has written.
  facts jsonb not null,
  at timestamptz(3) not null,
  read_at timestamptz(3),
  due_at timestamptz(3) not null
);
create index notification_of_person on notification (person_id, seq desc);
create index notification_unread on notification (person_id) where read_at is null;
create index notification_due on notification (due_at);
select app.person_tenancy('notification', 'person_id');
revoke insert, delete on notification from app;

-- One send to one person by one channel. While it is due, further news of its group joins it.
create table delivery (
  id uuid primary key,
  person_id uuid not null,
  channel text not null check (channel in ('push', 'email', 'sms', 'whatsapp')),
  kind text not null,
  group_key text not null,
  facts jsonb not null,
  -- Events it stands for.
  events int not null default 1 check (events > 0),
  -- `sending` that stays is a process that died in between: see what each channel does about it.
  state text not null check (state in ('due', 'sending', 'sent', 'failed', 'dropped')),
  -- Why it failed or was dropped.
  reason text,
  tries int not null default 0,
  provider text,
  reference text,
  created_at timestamptz(3) not null,
  -- When to act next: to send it, or to see what became of it.
  next_at timestamptz(3) not null,
  done_at timestamptz(3),
  due_at timestamptz(3) not null
);
create unique index delivery_waiting on delivery (person_id, channel, group_key)
  where state = 'due';
create index delivery_next on delivery (next_at) where state in ('due', 'sending');
-- When a group last went out: the next push of it keeps its distance.
create index delivery_of_group on delivery (person_id, channel, group_key, done_at desc);
create index delivery_due on delivery (due_at);
select app.platform('delivery');

-- What a person has decided; whatever is absent follows the defaults.
create table preference (
  person_id uuid primary key,
  purposes jsonb not null default '{}',
  -- Absent: the default. `off` = none.
  quiet jsonb
);
select app.person_tenancy('preference', 'person_id');
revoke delete on preference from app;

-- A browser that takes pushes. The endpoint is a secret: whoever knows it can send.
create table push_subscription (
  id uuid primary key,
  person_id uuid not null,
  endpoint text not null unique check (length(endpoint) <= 1000),
  p256dh text not null,
  auth text not null,
  created_at timestamptz(3) not null
);
create index push_subscription_of_person on push_subscription (person_id, created_at desc);
-- Not in a person's own name: the row of a browser may still be the last person's.
select app.platform('push_subscription');

revoke all on recipient, news, delivery, push_subscription from app;
