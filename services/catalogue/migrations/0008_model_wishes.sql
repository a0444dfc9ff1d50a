-- Cars that sellers looked for and the taxonomy does not have: what was typed, and nothing of who
-- typed it.
create table model_wish (
  -- Make and model in lower case, for the same wish in other letters.
  wish text primary key,
  make text not null,
  model text not null,
  first_on date not null,
  last_on date not null,
  -- On how many days it was wished for: repeating a wish within a day changes nothing.
  days int not null check (days > 0)
);
select app.platform('model_wish');
create index model_wish_most on model_wish (days desc, wish);
create index model_wish_first on model_wish (first_on);
revoke all on model_wish from app;
create policy work on model_wish to worker using (true) with check (true);
alter table model_wish enable row level security;
alter table model_wish force row level security;
