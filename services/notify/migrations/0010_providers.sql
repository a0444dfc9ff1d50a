-- Several providers per channel: each one a message is handed to, what it made of it, and the
-- receipts that providers send later.

alter table send drop constraint send_state_check;
-- `unknown`: a provider did not answer in time; the message may have gone out. The last two come
-- from receipts.
alter table send add constraint send_state_check
  check (state in ('sending', 'sent', 'failed', 'unknown', 'undelivered', 'delivered'));

-- One handing over of one send to one provider. Stored before the provider is called, so a receipt
-- always finds it.
create table attempt (
  send_id uuid not null,
  provider text not null,
  channel text not null check (channel in ('sms', 'whatsapp', 'call')),
  state text not null check (state in ('handed', 'accepted', 'refused', 'unknown', 'undelivered', 'delivered')),
  -- Why it was refused or not delivered; `number` is nobody's fault and is not counted against the
  -- provider.
  fault text check (fault in ('unreachable', 'busy', 'failing', 'rejected', 'undelivered', 'number')),
  reference text,
  -- The provider asked us to wait until then.
  busy_until timestamptz(3),
  at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  primary key (send_id, provider)
);
create index attempt_measured on attempt (channel, at);
create index attempt_due on attempt (due_at);
select app.platform('attempt');

-- The inbox of receipts: one that comes again changes nothing.
create table receipt (
  provider text not null,
  receipt_id text not null,
  at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  primary key (provider, receipt_id)
);
create index receipt_due on receipt (due_at);
select app.platform('receipt');

revoke all on attempt, receipt from app;
