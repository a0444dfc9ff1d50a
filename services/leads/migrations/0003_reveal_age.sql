-- The ledger forgets by age.
create index reveal_age on reveal (at);
