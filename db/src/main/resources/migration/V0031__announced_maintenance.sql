-- Maintenance that customers read of, once or again and again.

create table maintenance_series (
    id         text primary key check (id ~ '^[a-z0-9]{12}$'),
    name       text        not null,
    body       text        not null,
    components text[]      not null,
    first      timestamp   not null,
    zone       text        not null,
    lasts      interval    not null check (lasts > interval '0'),
    rule       text        not null,
    by_clock   boolean     not null,
    expected   text        not null,
    author     text        not null,
    created_at timestamptz not null,
    planned_to timestamptz not null,
    ended_at   timestamptz
);
comment on table maintenance_series is 'Maintenance that recurs by an RRULE (RFC 5545) in the local time of a zone. Each time is announced as a maintenance of its own.';
comment on column maintenance_series.planned_to is 'All times that begin before this are announced.';

create table maintenance (
    id              text primary key references public_incident,
    scheduled_for   timestamptz not null,
    scheduled_until timestamptz not null,
    by_clock        boolean     not null,
    expected        text        not null,
    began_at        timestamptz,
    ended_at        timestamptz,
    remind_at       timestamptz,
    overdue_told_at timestamptz,
    sequence        integer     not null default 0,
    series_id       text references maintenance_series,
    occurrence      timestamptz,
    unique (series_id, occurrence),
    check (scheduled_until > scheduled_for),
    check (ended_at >= began_at)
);
comment on table maintenance is 'The times of an announced maintenance; its name, updates and components stand with public_incident.';
comment on column maintenance.by_clock is 'Whether it begins and ends by itself.';
comment on column maintenance.expected is 'The worst that was announced: what monitors say up to this is the maintenance; what is worse is shown.';
comment on column maintenance.remind_at is 'When subscribers are reminded next.';
comment on column maintenance.sequence is 'How often its times changed: calendars want to know.';
comment on column maintenance.occurrence is 'Which time of its series it stands for, whenever it is held in the end.';
create index maintenance_turns on maintenance (scheduled_for) where ended_at is null;
create index maintenance_reminders on maintenance (remind_at) where remind_at is not null;
