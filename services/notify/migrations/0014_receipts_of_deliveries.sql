-- A receipt names a send, and a notice to a phone is sent by one.
create index delivery_of_send on delivery (reference) where channel in ('sms', 'whatsapp');
