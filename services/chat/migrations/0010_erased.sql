-- Of a person who was erased: their words are gone, and the list of whom they talked to has moved.
alter table member add column erased boolean not null default false;
