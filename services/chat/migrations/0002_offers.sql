-- Steps of offers stand in the log between the messages; leads alone writes them.
alter table conversation_event
  drop constraint conversation_event_type_check,
  add constraint conversation_event_type_check
    check (type in ('message', 'edited', 'deleted', 'offer'));
