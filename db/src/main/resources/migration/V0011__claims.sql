-- A cluster that loses no slot: who has taken a monitor's slots, so that what a node that died had taken is
-- found again.

alter table monitor add column claimed_by uuid;
comment on column monitor.claimed_by is 'The node that took the slots before next_due_at; empty once they are handed on.';

-- Two nodes that start together on an empty database would both insert these, and one would fail.
insert into qrtz_locks (sched_name, lock_name)
values ('tocsin', 'TRIGGER_ACCESS'),
       ('tocsin', 'STATE_ACCESS')
    on conflict do nothing;
