-- Drafts end, too: expires_at is theirs as well, moved on by every change. The days of those that
-- are there are those of config/catalogue.yaml.
update listing set expires_at = updated_at + interval '60 days' where state = 'draft';
create index listing_draft_due on listing (expires_at) where state = 'draft';
