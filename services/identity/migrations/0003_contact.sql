-- How a person wants to be reached about their ads, besides messages.
alter table person
  add column takes_calls boolean not null default true,
  add column takes_whatsapp boolean not null default true,
  -- HH:MM of the market's zone; without them at any hour.
  add column calls_from text check (calls_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  add column calls_to text check (calls_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  add constraint person_hours check ((calls_from is null) = (calls_to is null));
