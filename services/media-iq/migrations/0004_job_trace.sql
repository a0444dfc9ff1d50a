-- The trace of the upload, which the work on its picture continues; null when nobody records it.
alter table media_job add column traceparent text;
