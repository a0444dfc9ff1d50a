-- Jobs and deletions are the platform's, but only people who are signed in, and workers, ask for
-- them: a visitor uploads nothing.
create policy signed_in on media_job to app using (app.person() is not null) with check (app.person() is not null);
create policy work on media_job to worker using (true) with check (true);
alter table media_job enable row level security;
alter table media_job force row level security;
create policy signed_in on object_deletion to app using (app.person() is not null) with check (app.person() is not null);
create policy work on object_deletion to worker using (true) with check (true);
alter table object_deletion enable row level security;
alter table object_deletion force row level security;
