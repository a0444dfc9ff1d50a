-- Where a person gets mail, once they have proved that it is theirs. Not a way to sign in.
alter table person
  -- Sealed like the number. Never in the clear.
  add column sealed_email bytea,
  add column email_key_id text,
  add constraint person_email check ((sealed_email is null) = (email_key_id is null));

-- An address that waits for its proof; one per person.
create table email_proof (
  person_id uuid primary key references person (id) on delete cascade,
  sealed_email bytea not null,
  email_key_id text not null,
  -- Of the token in the mail.
  token_hash text not null unique,
  -- False once it was followed or withdrawn: the row stays, because it counts.
  open boolean not null,
  -- Mails asked for since `first_at`: nobody fills a stranger's inbox from here.
  asked int not null check (asked > 0),
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  due_at timestamptz(3) not null
);
create index email_proof_due on email_proof (due_at);
select app.platform('email_proof');
-- Whoever follows the link in the mail may not be signed in there.
revoke all on email_proof from app;
