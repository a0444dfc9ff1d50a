-- What a message says now, in the form in which it is looked for: of a text that is there, and of
-- nothing else. A person looks through their own conversations, which the primary key finds.
alter table conversation_event add column words text;
grant update (words) on conversation_event to app;
-- Nearly as messages that come now are stored: of those that were edited, as they are now.
update conversation_event e
set words = lower(translate(coalesce((
    select later.body ->> 'text' from conversation_event later
    where later.conversation_id = e.conversation_id and later.type = 'edited'
      and later.body -> 'of' = to_jsonb(e.seq)
    order by later.seq desc limit 1), e.body ->> 'text'), 'يىك', 'ییک'))
where type = 'message' and e.body ->> 'text' <> '';
