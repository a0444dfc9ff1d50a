-- How much is new for many people at once: most have nothing that is.
create index saved_search_match_new on saved_search_match (person_id) where unseen > 0;
