-- Counters of record for the caps, and the devices that have proved a number.

-- One row per code sent and thing it counts against. Number and range are keyed hashes; the network
-- is readable, so that an operator sees where messages are pumped from. Rows go with the longest
-- window of their caps, a day at most.
create table otp_send (
  seq bigint generated always as identity primary key,
  subject text not null,
  at timestamptz(3) not null,
  due_at timestamptz(3) not null
);
create index otp_send_subject on otp_send (subject, at desc);
create index otp_send_due on otp_send (due_at);
select app.platform('otp_send');

-- A device on which a code for this number was typed correctly. Read by both together, never by
-- number alone: whether a number is known must not show in how long an answer takes.
create table proven_device (
  phone_index text not null,
  device text not null,
  due_at timestamptz(3) not null,
  primary key (phone_index, device)
);
create index proven_device_due on proven_device (due_at);
select app.platform('proven_device');

revoke all on otp_send, proven_device from app;

-- Codes of the last day go on counting, and who is signed in has proved their number.
insert into otp_send (subject, at, due_at)
  select 'number:' || phone_index, created_at, created_at + interval '1 day' from otp_challenge
  union all
  select 'device:' || device, created_at, created_at + interval '1 hour' from otp_challenge;
insert into proven_device (phone_index, device, due_at)
  select phone_index, device, max(last_seen_at) + interval '180 days'
  from session join person on person.id = session.person_id
  group by phone_index, device;

-- A challenge no longer counts, so it goes when its code expires.
update otp_challenge set due_at = expires_at;
drop index otp_challenge_device;
