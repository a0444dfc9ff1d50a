-- Plain names for the two functions that housekeeping calls.
alter function app.keep_days(int, int) rename to retain_days;
alter function app.forget(int, int) rename to delete_expired;
