-- How many people wait for a seller's first answer, and who they are.

create index lead_waiting on lead (seller_id, last_contact_at desc, id desc) where status = 'new';
