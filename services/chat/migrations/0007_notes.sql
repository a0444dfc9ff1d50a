-- Notes of the platform stand in the log between the messages: what became of the ad that a
-- conversation is about.
alter table conversation_event
  drop constraint conversation_event_type_check,
  add constraint conversation_event_type_check
    check (type in ('message', 'edited', 'deleted', 'offer', 'system'));

-- The state of each ad as it was last heard of: a note is written when another one follows it.
create table listing_state (
  listing_id uuid primary key,
  -- The listing's own; an older one is late.
  version int not null,
  state text not null check (state in ('live', 'sold', 'over'))
);
select app.platform('listing_state');
revoke all on listing_state from app;

create index conversation_about_listing on conversation (about_id) where about_kind = 'listing';
