-- Vehicles and readings are the platform's, but only people who are signed in, and workers, write
-- or see them: a visitor has no business with a chassis number.
create policy signed_in on vehicle to app using (app.person() is not null) with check (app.person() is not null);
create policy work on vehicle to worker using (true) with check (true);
alter table vehicle enable row level security;
alter table vehicle force row level security;
create policy signed_in on odometer_reading to app using (app.person() is not null) with check (app.person() is not null);
create policy work on odometer_reading to worker using (true) with check (true);
alter table odometer_reading enable row level security;
alter table odometer_reading force row level security;
