-- What was said to customers with an Idempotency-Key is remembered where all other requests are. Of those that came
-- before, no answer was kept: whoever repeats one is told that its key was used, and nothing is said twice.

insert into api_request (caller, key, at, fingerprint)
select caller, key, at, ''
  from status_request
    on conflict do nothing;
drop table status_request;
