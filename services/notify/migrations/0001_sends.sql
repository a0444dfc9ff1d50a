-- What was handed to providers, and, outside production, what the sandbox drivers took instead of
-- sending it.

-- The intent of one send, stored before the provider is called. No number, no text and no code:
-- those go to the provider and nowhere else.
create table send (
  id uuid primary key,
  channel text not null check (channel in ('sms', 'whatsapp', 'call')),
  template text not null,
  lang text not null check (lang in ('en', 'ur')),
  provider text not null,
  -- `sending` that stays is a process that died in between: the message may have gone out, so it is
  -- never sent again.
  state text not null check (state in ('sending', 'sent', 'failed')),
  reference text,
  created_at timestamptz(3) not null,
  due_at timestamptz(3) not null
);
create index send_due on send (due_at);
select app.platform('send');

-- Readable on purpose: this is how a developer and a test receive their codes. Always empty in
-- production.
create table sandbox_message (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  channel text not null,
  recipient text not null,
  text text not null,
  code text,
  at timestamptz(3) not null,
  due_at timestamptz(3) not null
);
create index sandbox_message_recipient on sandbox_message (recipient, seq desc);
create index sandbox_message_due on sandbox_message (due_at);
select app.platform('sandbox_message');

-- Nobody acting as a person or visitor has any business in these: only the service in its own name.
revoke all on send, sandbox_message from app;
