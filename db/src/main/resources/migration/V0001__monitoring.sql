-- What is watched, where it stands, and what was seen.

create table monitor (
    id               bigint generated always as identity primary key,
    name             text        not null unique,
    shard            smallint    not null,
    every_ms         bigint      not null check (every_ms > 0),
    phase_ms         bigint      not null check (phase_ms >= 0),
    next_due_at      timestamptz not null,
    recheck_at       timestamptz,
    created_at       timestamptz not null,
    retired_at       timestamptz,
    verdict          text        not null default 'UNKNOWN' check (verdict in ('UNKNOWN', 'UP', 'DEGRADED', 'DOWN')),
    verdict_since    timestamptz not null,
    answering        boolean     not null default true,
    answering_length integer     not null default 0,
    answering_since  timestamptz not null,
    prompt           boolean     not null default true,
    prompt_length    integer     not null default 0,
    prompt_since     timestamptz not null,
    last_looked_at   timestamptz,
    last_reason      text        not null default ''
) with (fillfactor = 60);
comment on table monitor is 'One row a monitor: its place in the schedule and its standing. The definition stays in the settings. No index holds a time, so that claiming and settling stay heap-only updates.';
create index monitor_shard on monitor (shard) where retired_at is null;

create table verdict_interval (
    monitor_id bigint      not null references monitor,
    began_at   timestamptz not null,
    ended_at   timestamptz,
    verdict    text        not null check (verdict in ('UNKNOWN', 'UP', 'DEGRADED', 'DOWN')),
    primary key (monitor_id, began_at),
    check (ended_at > began_at)
);
comment on table verdict_interval is 'Half-open intervals without gap or overlap; the last one of a monitor is open.';
create unique index verdict_interval_open on verdict_interval (monitor_id) where ended_at is null;
create index verdict_interval_ended on verdict_interval (ended_at);

create table observation (
    monitor_id    bigint      not null,
    at            timestamptz not null,
    outcome       text        not null check (outcome in ('passed', 'failed', 'inconclusive')),
    lateness_us   bigint      not null,
    total_us      bigint      not null,
    resolve_us    bigint,
    connect_us    bigint,
    tls_us        bigint,
    request_us    bigint,
    first_byte_us bigint,
    transfer_us   bigint,
    status        smallint,
    reason        text        not null,
    evidence      jsonb
) partition by range (at);
comment on table observation is 'One row a look, in daily partitions named observation_yyyymmdd. evidence is kept for what did not pass.';
create index observation_monitor on observation (monitor_id, at);
