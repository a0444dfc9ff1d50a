-- Notes of people, each open until it is finished or its time is over.

create table note (
  id uuid primary key,
  version int not null check (version > 0),
  owner_id uuid not null,
  title text not null,
  state text not null default 'open' check (state in ('open', 'done', 'expired')),
  created_at timestamptz(3) not null,
  -- When it expires if it is still open.
  due_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
select app.person_tenancy('note', 'owner_id');
create index note_of_owner on note (owner_id, id);
create index note_due on note (due_at) where state = 'open';
