-- Which media of media-iq stand in which message: each in one, until that is deleted.
create table message_attachment (
  media_id uuid primary key,
  conversation_id uuid not null references conversation,
  seq bigint not null,
  owner_id uuid not null,
  unique (conversation_id, seq)
);
create index message_attachment_owner on message_attachment (owner_id);
alter table message_attachment enable row level security;
alter table message_attachment force row level security;
-- The conversation's own policy decides inside; only who has sent it adds or removes it.
create policy takes_part on message_attachment for select to app
  using (exists (select from conversation c where c.id = conversation_id));
create policy sends on message_attachment for insert to app
  with check (owner_id = app.person()
    and exists (select from conversation c where c.id = conversation_id));
create policy takes_back on message_attachment for delete to app using (owner_id = app.person());
create policy work on message_attachment to worker using (true) with check (true);
comment on table message_attachment is 'tenancy: participants';
revoke update on message_attachment from app;
