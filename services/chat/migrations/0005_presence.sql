-- Whoever lets nobody see whether they are there. Whoever has no row has chosen nothing.

create table hidden_presence (
  person_id uuid primary key
);
select app.person_tenancy('hidden_presence', 'person_id');
revoke update on hidden_presence from app;
