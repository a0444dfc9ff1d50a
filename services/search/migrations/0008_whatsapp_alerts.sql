-- Searches saved by the page name every channel it knew; WhatsApp is one more. Nobody is written to
-- by it who has not switched it on for saved searches.
update saved_search set notify_by = notify_by || '{whatsapp}'
where notify_by @> '{push,in-app,email}' and not notify_by @> '{whatsapp}';
