-- What people report, and the case that all reports about one subject belong to.

create table moderation_case (
  id uuid primary key,
  -- Of what is published; 0 before the case opens.
  version int not null default 0 check (version >= 0),
  subject_kind text not null check (subject_kind in ('listing', 'person')),
  subject_id uuid not null,
  state text not null default 'gathering' check (state in ('gathering', 'open')),
  -- Of each reason, how many different people with a proven number gave it.
  counts jsonb not null default '{}',
  created_at timestamptz(3) not null,
  opened_at timestamptz(3) check ((opened_at is null) = (state = 'gathering')),
  check ((version = 0) = (state = 'gathering')),
  unique (subject_kind, subject_id)
);
create index moderation_case_newest on moderation_case (created_at desc, id desc);
-- Subjects and counts, nothing of who reported. A person who reports counts their own report.
alter table moderation_case enable row level security;
alter table moderation_case force row level security;
create policy signed_in on moderation_case to app using (app.person() is not null) with check (app.person() is not null);
create policy work on moderation_case to worker using (true) with check (true);
select app.platform('moderation_case');
revoke delete on moderation_case from app;

create table report (
  id uuid primary key,
  -- Of an erased person: a random one in its place, so that the counts stay true.
  reporter_id uuid not null,
  -- Whether the reporter had proved a phone number: others are not counted.
  proven boolean not null,
  case_id uuid not null references moderation_case on delete cascade,
  subject_kind text not null check (subject_kind in ('listing', 'person', 'message')),
  -- Of a message: its conversation.
  subject_id uuid not null,
  seq bigint check (seq > 0),
  reason text not null check (reason in
    ('sold', 'wrong-price', 'fraud', 'duplicate', 'offensive', 'wrong-details', 'other')),
  text text,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  check (seq is null or subject_kind = 'message'),
  unique (reporter_id, subject_kind, subject_id)
);
select app.person_tenancy('report', 'reporter_id');
revoke delete on report from app;
create index report_newest on report (reporter_id, created_at desc, id desc);
create index report_of_case on report (case_id);

-- Who of the staff looked at what. Written with the look itself, and never changed.
create table audit_entry (
  seq bigint generated always as identity primary key,
  at timestamptz(3) not null,
  actor_id uuid not null,
  action text not null,
  detail jsonb not null
);
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy own_insert on audit_entry for insert to app with check (actor_id = app.person());
create policy work on audit_entry to worker using (true);
select app.platform('audit_entry');
revoke select, update, delete on audit_entry from app;
revoke insert, update, delete on audit_entry from worker;
