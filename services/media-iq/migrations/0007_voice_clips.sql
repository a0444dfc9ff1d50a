-- A clip of somebody's voice is ready with what a player shows of it before it plays.
alter table media add column duration_ms integer check (duration_ms > 0);
-- How loud each 64th of it is, a byte each.
alter table media add column peaks bytea check (length(peaks) = 64);
alter table media drop constraint media_check1;
alter table media add constraint media_ready check ((state = 'ready') = (
  (width is not null and height is not null and placeholder is not null and dhash is not null)
  or (duration_ms is not null and peaks is not null)));
