-- Documents stored before events named who can see a live ad get it by the rule of the owner
-- (catalogue, domain/audience.ts) as it stood then. Until a republish at the same version, what an
-- older build writes beside this one is led on from nowhere once it has ended. Safe to repeat.
update search_doc
  set listing = listing || jsonb_build_object('audienceWhileLive',
    case when listing ->> 'visibility' = 'public' and listing ->> 'state' <> 'draft' then 'everyone' else 'seller' end)
  where listing is not null and not listing ? 'audienceWhileLive';
