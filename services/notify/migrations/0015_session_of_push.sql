-- In which a browser subscribed: one whose session is over is shown nothing more. Browsers from
-- before have none until their person signs in again.
alter table push_subscription add column session_id uuid;
create index push_subscription_of_session on push_subscription (session_id);
