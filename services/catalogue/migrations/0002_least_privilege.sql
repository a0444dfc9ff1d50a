-- In the name of a person nothing of the tables everybody shares is removed, and only what the
-- verbs need is read or rewritten.
revoke all on taxonomy_release from app;
revoke select, update, delete on odometer_reading from app;
revoke delete on vehicle, price_point from app;
