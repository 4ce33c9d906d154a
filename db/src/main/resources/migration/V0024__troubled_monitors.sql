-- Whatever is down or held is asked for every second: not by reading all that is watched.

drop index monitor_held;
create index monitor_troubled on monitor (id) where retired_at is null and (verdict = 'DOWN' or held_by is not null);
