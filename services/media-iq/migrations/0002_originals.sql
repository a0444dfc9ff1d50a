-- What is kept of originals goes some time after the listing has ended. The files that are served
-- stay. When the listing was sold, closed or expired; null while it is a draft or on the market.
alter table listing_photos add column ended_at timestamptz(3);
-- When to look whether the original may go; null while there is nothing to wait for.
alter table media add column original_due_at timestamptz(3);
create index media_original on media (original_due_at) where original_due_at is not null;
