-- In the name of a visitor pages are read; everything else is for workers.
revoke insert, update, delete on search_doc from app;
revoke all on index_due, media_fact, taxonomy_part, search_index from app;
