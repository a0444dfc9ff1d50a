-- The smallest state a transaction can change, so that what is measured is the outbox.
create table write (
  n bigint primary key
);
select app.platform('write');
