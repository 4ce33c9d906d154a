-- Who is on call otherwise than the settings say, and what the settings said before.
create table schedule_version (
    id bigint generated always as identity primary key,
    schedule text not null,
    at timestamptz not null,
    definition jsonb
);
create index schedule_version_of on schedule_version (schedule, at, id);
comment on table schedule_version is 'What the settings said of a schedule from an instant on, written when they took effect and were different; rows are added, never changed. Who was on call then is computed from it.';
comment on column schedule_version.definition is 'Null: the schedule left the settings.';

create table schedule_override (
    id bigint generated always as identity primary key,
    schedule text not null,
    kind text not null check (kind in ('add', 'remove', 'replace', 'temporary', 'swap')),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    definition jsonb not null,
    reason text not null,
    made_at timestamptz not null,
    made_by text not null,
    ended_at timestamptz,
    ended_by text,
    fingerprint text not null,
    request_key text,
    request_fingerprint text,
    check (starts_at < ends_at),
    check ((ended_at is null) = (ended_by is null)),
    check ((request_key is null) = (request_fingerprint is null))
);
create unique index schedule_override_same on schedule_override (fingerprint) where ended_at is null;
create unique index schedule_override_request on schedule_override (made_by, request_key) where request_key is not null;
create index schedule_override_open on schedule_override (ends_at) where ended_at is null;
create index schedule_override_of on schedule_override (schedule, ends_at);
comment on table schedule_override is 'Overrides, temporary schedules and exchanges that were made over the API. One counts from made_at on, and until ended_at where somebody took it back; rows stay, so that the past can be told.';
comment on column schedule_override.starts_at is 'When the first of its windows begins; ends_at is when the last one ends.';
comment on column schedule_override.fingerprint is 'Equal for two that say the same: one of them counts, and whoever makes the other is told.';
comment on column schedule_override.request_key is 'The Idempotency-Key of the request that made it.';
