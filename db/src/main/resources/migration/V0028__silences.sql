-- What people asked not to be paged for, for a while.

create table silence (
    id         bigint generated always as identity primary key,
    monitor    text,
    key        text,
    policy     text,
    severities text[]      not null,
    reason     text        not null,
    owner      text        not null,
    began_at   timestamptz not null,
    ends_at    timestamptz not null,
    ended_at   timestamptz,
    ended_by   text,
    check (ends_at > began_at),
    check (monitor is not null or key is not null or policy is not null),
    check ((ended_at is null) = (ended_by is null))
);
comment on table silence is 'Incidents that match are opened and recorded, and page nobody until it ends.';
comment on column silence.monitor is 'A name, in which * stands for anything.';
comment on column silence.severities is 'Those that are silenced; all of them where it is empty.';
comment on column silence.ended_at is 'When somebody ended it before its time.';
create index silence_open on silence (ends_at) where ended_at is null;
comment on column incident.held_by is 'Why nobody is paged for it. What a silence holds is due when that ends; what else holds it has no escalate_at.';
