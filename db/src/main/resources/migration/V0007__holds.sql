-- Why a failure is not (yet) somebody's call: a dependency, a maintenance, a flapping target.

alter table monitor
    drop constraint monitor_verdict_check,
    add constraint monitor_verdict_check check (verdict in ('UNKNOWN', 'UP', 'DEGRADED', 'PARTIAL', 'DOWN')),
    add column held_by text;
comment on column monitor.held_by is 'Why nobody is paged although the monitor is down; empty when nothing holds it.';
create index monitor_held on monitor (id) where held_by is not null;

alter table verdict_interval
    drop constraint verdict_interval_verdict_check,
    add constraint verdict_interval_verdict_check
        check (verdict in ('UNKNOWN', 'UP', 'DEGRADED', 'PARTIAL', 'DOWN'));

create table maintenance_interval (
    monitor_id bigint      not null references monitor,
    began_at   timestamptz not null,
    ended_at   timestamptz,
    name       text        not null,
    primary key (monitor_id, began_at),
    check (ended_at > began_at)
);
comment on table maintenance_interval is 'When a monitor was under maintenance. The windows stand in the settings, which change; this is what was.';
create unique index maintenance_interval_open on maintenance_interval (monitor_id) where ended_at is null;

alter table incident
    add column held_by       text,
    add column flapping_until timestamptz,
    add column recovered_at   timestamptz;
comment on column incident.held_by is 'Why nobody is paged for it; such an incident has no escalate_at.';
comment on column incident.flapping_until is 'The target changes too often to believe a recovery before then.';
comment on column incident.recovered_at is 'While it flaps: when the target last came up, empty when it went down since.';
create index incident_flapping on incident (flapping_until) where flapping_until is not null;
