-- Looking from several places: who votes for what, and who has been heard of.

create table location (
    name            text primary key,
    added_at        timestamptz not null,
    heard_at        timestamptz,
    silent_since    timestamptz,
    session         text,
    session_began   timestamptz,
    version         text        not null default '',
    clock_offset_ms bigint      not null default 0,
    waiting         bigint      not null default 0,
    dropped         bigint      not null default 0,
    missed          bigint      not null default 0,
    troubles        text[]      not null default '{}',
    troubled_since  timestamptz,
    trouble_told    boolean     not null default false
);
comment on table location is 'The places other than the server''s own from which we look, as their agents told of themselves. What stands in the settings is not repeated here.';
comment on column location.session is 'The agent that looks; another one for the same place stands by.';
comment on column location.troubled_since is 'Since when its agent has troubles of which a person should know; trouble_told while an incident says so.';
comment on column location.silent_since is 'Since when an incident says that nothing is heard from there; empty while all is well.';

create table vote (
    monitor_id       bigint      not null references monitor,
    location         text        not null,
    verdict          text        not null check (verdict in ('UNKNOWN', 'UP', 'DEGRADED', 'DOWN')),
    verdict_since    timestamptz not null,
    answering        boolean     not null,
    answering_length integer     not null,
    answering_since  timestamptz not null,
    prompt           boolean     not null,
    prompt_length    integer     not null,
    prompt_since     timestamptz not null,
    last_looked_at   timestamptz not null,
    last_reason      text        not null,
    heard_since      timestamptz not null,
    stale_at         timestamptz not null,
    counted          boolean     not null,
    primary key (monitor_id, location)
) with (fillfactor = 60);
comment on table vote is 'How each location stands to a monitor that is looked at from more than here; the row in monitor holds the verdict that was made of these. The location '''' is the server''s own.';
comment on column vote.heard_since is 'The first look of this stretch that came in time. A verdict made of late ones dates from no earlier.';
comment on column vote.counted is 'Whether the present verdict was made while this vote was fresh. No index holds a time: they are read as a whole, and written as heap-only updates.';

alter table monitor
    add column voted_by text;
comment on column monitor.voted_by is 'The places and the quorum that made the verdict; empty where the server alone looks. What the settings change counts from then on, and not for the past.';

-- Empty is the server's own place, and costs it nothing: a look from there is in no index of this kind.
alter table observation
    add column location text;
create unique index observation_elsewhere on observation (monitor_id, location, at) where location is not null;
comment on column observation.location is 'Where the look was taken; empty for the server''s own place. A look that an agent posts again is known by this and its instant.';

-- While nodes of the version before run on, their rolling up fails and is done by the nodes of this one.
alter table latency_hour
    add column location text not null default '',
    drop constraint latency_hour_pkey,
    add primary key (monitor_id, began_at, location);
alter table latency_day
    add column location text not null default '',
    drop constraint latency_day_pkey,
    add primary key (monitor_id, began_at, location);
comment on column latency_hour.location is 'Histograms of several places are merged by adding, like those of several hours.';
