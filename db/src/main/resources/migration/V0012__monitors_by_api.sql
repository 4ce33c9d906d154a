-- Monitors that are made over the API, beside those of the settings file.
alter table monitor
    add column owner text not null default 'file' check (owner in ('file', 'api')),
    add column paused_at timestamptz,
    add column paused_by text,
    add constraint monitor_paused_check check ((paused_at is null) = (paused_by is null));

comment on table monitor is 'One row a monitor: its place in the schedule and its standing. The definition stands in the settings, or in monitor_definition. No index holds a time, so that claiming and settling stay heap-only updates.';
comment on column monitor.owner is 'Whose word it is: the settings file''s, or the API''s.';
comment on column monitor.paused_at is 'Since when nobody looks although it is kept; only monitors of the API can be paused.';

create table monitor_change (
    id bigint generated always as identity primary key,
    monitor_id bigint not null references monitor (id),
    at timestamptz not null,
    actor text not null,
    kind text not null check (kind in ('created', 'replaced', 'changed', 'paused', 'resumed', 'deleted', 'taken over')),
    before jsonb,
    after jsonb
);
create index monitor_change_of on monitor_change (monitor_id, id);
comment on table monitor_change is 'Who changed a monitor over the API, and how; rows are added, never changed. Definitions stand here as they may be shown, without secrets.';

create table monitor_definition (
    monitor_id bigint primary key references monitor (id),
    version bigint not null references monitor_change (id),
    definition jsonb not null
);
comment on table monitor_definition is 'What a monitor of the API looks at, as an entry of monitors: in the settings. Secrets stand in it as they were given.';
comment on column monitor_definition.version is 'The change that made it so: the ETag.';

create table monitor_request (
    caller text not null,
    key text not null,
    at timestamptz not null,
    fingerprint text not null,
    monitor_id bigint not null references monitor (id),
    version bigint not null,
    answer text not null,
    primary key (caller, key)
);
create index monitor_request_at on monitor_request (at);
comment on table monitor_request is 'How requests with an Idempotency-Key were answered, for a day: a repeated one is answered the same and does nothing.';
comment on column monitor_request.fingerprint is 'SHA-256 of the body, in hexadecimal digits.';
