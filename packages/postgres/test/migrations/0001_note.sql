create table note (id uuid primary key, owner_id uuid not null, body text not null);
select app.person_tenancy('note', 'owner_id');
