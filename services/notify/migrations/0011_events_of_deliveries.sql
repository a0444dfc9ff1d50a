-- Which events a delivery stands for, so that one sent twice is seen although another was dropped.
-- Of deliveries that an older build has queued some are not known.
alter table delivery add column event_keys text[] not null default '{}';
