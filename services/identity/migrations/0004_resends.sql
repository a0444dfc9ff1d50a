-- How many codes of the same row of attempts came before this one: the pause after it depends on
-- it.
alter table otp_challenge add column resends smallint not null default 0;
