-- Two lanes of the outbox: what is published again in bulk waits for everything else.
-- Expand only: `outbox_unsent` is of the relay of the build before this one, and goes a release
-- later.
alter table outbox add column bulk boolean not null default false;
create index outbox_live on outbox (seq) where sent_at is null and not bulk;
create index outbox_bulk on outbox (seq) where sent_at is null and bulk;
create index outbox_bulk_key on outbox (topic, key) where sent_at is null and bulk;
