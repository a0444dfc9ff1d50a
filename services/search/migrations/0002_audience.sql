-- Documents stored before events named their audience get it by the rule of the owner (catalogue,
-- domain/audience.ts) as it stood then: republishing at the same version alone would take hours.
-- Ads for dealers leave the index; they were in it by mistake. Safe to repeat.
update search_doc
  set listing = listing || jsonb_build_object('audience',
    case when listing ->> 'visibility' = 'public' and listing ->> 'state' in ('live', 'sold') then 'everyone' else 'seller' end)
  where listing is not null and not listing ? 'audience';
with hidden as (
  update search_doc set live = false, doc_version = doc_version + 1
    where live and listing ->> 'audience' <> 'everyone'
    returning id, doc_version
)
insert into index_due (listing_id, doc_version, due_at)
  select id, doc_version, now() from hidden
  on conflict (listing_id) do update set doc_version = excluded.doc_version, due_at = excluded.due_at;
