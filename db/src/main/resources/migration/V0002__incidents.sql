-- What broke, and who was told.

create table incident (
    id               bigint generated always as identity primary key,
    key              text        not null,
    monitor_id       bigint references monitor,
    monitor_name     text,
    title            text        not null,
    summary          text        not null,
    severity         text        not null check (severity in ('CRITICAL', 'MAJOR', 'MINOR')),
    status           text        not null check (status in ('TRIGGERED', 'ACKNOWLEDGED', 'RESOLVED')),
    policy           text        not null,
    began_at         timestamptz not null,
    opened_at        timestamptz not null,
    acknowledged_at  timestamptz,
    acknowledged_by  text,
    resolved_at      timestamptz,
    resolved_by      text,
    reply_code       integer     not null,
    escalate_at      timestamptz,
    escalation_step  integer     not null default 0,
    check (status = 'TRIGGERED' or escalate_at is null),
    check ((status = 'RESOLVED') = (resolved_at is not null))
);
comment on column incident.escalation_step is 'How many steps have been walked; a repeated policy goes on counting.';
create unique index incident_one_open on incident (key) where status <> 'RESOLVED';
create unique index incident_reply_code on incident (reply_code) where status <> 'RESOLVED';
create index incident_escalation_due on incident (escalate_at) where escalate_at is not null;
create index incident_opened on incident (opened_at);

create table incident_event (
    id          bigint generated always as identity primary key,
    incident_id bigint      not null references incident,
    at          timestamptz not null,
    kind        text        not null,
    detail      jsonb       not null
);
comment on table incident_event is 'The timeline. Rows are added, never changed.';
create index incident_event_of on incident_event (incident_id, id);

create table delivery (
    id           bigint generated always as identity primary key,
    medium       text        not null,
    recipient    text        not null,
    subject      text        not null,
    body         text        not null,
    html         text,
    topic        text        not null,
    reference    text        not null unique,
    priority     smallint    not null,
    state        text        not null default 'pending'
                 check (state in ('pending', 'sending', 'accepted', 'undelivered', 'failed', 'delivered', 'suppressed')),
    created_at   timestamptz not null,
    due_at       timestamptz not null,
    attempts     integer     not null default 0,
    claimed_at   timestamptz,
    lease_until  timestamptz,
    unknown_since timestamptz,
    withdrawn    boolean     not null default false,
    provider     text,
    provider_id  text,
    reason       text        not null default '',
    accepted_at  timestamptz,
    settled_at   timestamptz,
    check ((state = 'sending') = (lease_until is not null))
);
comment on table delivery is 'The outbox: a message commits together with the fact that caused it, and is sent afterwards.';
comment on column delivery.unknown_since is 'An attempt that began then may have got through: the provider is asked before the next one.';
comment on column delivery.withdrawn is 'Taken back while it was leaving: it is not tried again.';
create index delivery_due on delivery (priority, due_at) where state = 'pending';
create index delivery_leased on delivery (lease_until) where state = 'sending';
create index delivery_topic on delivery (topic) where state in ('pending', 'sending');

create table delivery_attempt (
    id          bigint generated always as identity primary key,
    delivery_id bigint      not null references delivery,
    at          timestamptz not null,
    attempt     integer     not null,
    provider    text        not null,
    provider_id text,
    state       text        not null,
    reason      text        not null default ''
);
comment on table delivery_attempt is 'Everything that became known of a delivery, in the order in which we learned it. Rows are added, never changed.';
create index delivery_attempt_of on delivery_attempt (delivery_id, id);

create table page (
    id          bigint generated always as identity primary key,
    incident_id bigint      not null references incident,
    delivery_id bigint      not null references delivery,
    responder   text        not null,
    medium      text        not null,
    contact     text        not null,
    because     text        not null,
    step        integer     not null,
    rule        integer     not null,
    due_at      timestamptz not null,
    token       text        not null unique,
    unique (incident_id, step, responder, rule)
);
comment on table page is 'The summons of one responder on one contact for one step: never twice, whatever crashes.';
create index page_contact on page (contact, incident_id);
create index page_delivery on page (delivery_id);

create table inbound_text (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    sender     text        not null,
    body       text        not null,
    outcome    text        not null
);
comment on table inbound_text is 'Every text message that people sent us, with what became of it.';
