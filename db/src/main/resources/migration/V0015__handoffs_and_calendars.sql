-- Who is told that they come on call, and who may read calendars.
create table handoff_watch (
    schedule text primary key,
    looked_at timestamptz not null,
    due_at timestamptz not null
);
create index handoff_watch_due on handoff_watch (due_at);
comment on table handoff_watch is 'When a schedule is looked at next for somebody who comes on call, and up to when hand-offs were looked for.';

create table handoff (
    schedule text not null,
    starts_at timestamptz not null,
    responder text not null,
    ends_at timestamptz,
    told_at timestamptz not null,
    delivery_id bigint references delivery,
    primary key (schedule, starts_at, responder)
);
comment on table handoff is 'Who was told that they come on call: once for each shift, whatever crashes.';
comment on column handoff.delivery_id is 'Null: there is no mail address.';
create index handoff_told on handoff (told_at);

create table calendar_feed (
    id bigint generated always as identity primary key,
    hash bytea not null unique,
    kind text not null check (kind in ('schedule', 'responder')),
    name text not null,
    made_at timestamptz not null,
    made_by text not null,
    revoked_at timestamptz,
    revoked_by text,
    check ((revoked_at is null) = (revoked_by is null))
);
comment on table calendar_feed is 'Who may read a calendar by its address. Only a hash of the secret part is kept.';

-- When a message last arrived with somebody.
create index delivery_arrived on delivery (recipient, accepted_at) where state in ('accepted', 'delivered');
