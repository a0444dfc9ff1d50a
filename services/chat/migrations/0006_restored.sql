-- Whether the epoch is that of a restore: then numbers of logs may have meant other events before
-- it.
alter table feed_epoch add column restored boolean not null default false;
