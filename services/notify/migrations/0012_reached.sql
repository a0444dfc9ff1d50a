-- Which of a person's browsers have a push by now: while it is due again, only the others are
-- asked. New news that joins what waits is for all of them, so it begins anew.

alter table delivery add column reached uuid[] not null default '{}';
