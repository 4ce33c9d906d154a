-- What customers read.

create table component (
    id         text primary key check (id ~ '^[a-z0-9]{12}$'),
    name       text        not null unique,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    retired_at timestamptz
);
comment on table component is 'Components and groups (named "group:NAME"): the identity that readers rely on. All else is in the settings.';

create table public_incident (
    id            text primary key check (id ~ '^[a-z0-9]{12}$'),
    name          text        not null,
    status        text        not null check (status in ('investigating', 'identified', 'monitoring', 'resolved', 'postmortem')),
    impact        text        not null check (impact in ('none', 'minor', 'major', 'critical')),
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    started_at    timestamptz not null,
    monitoring_at timestamptz,
    resolved_at   timestamptz
);
create index public_incident_open on public_incident (created_at) where resolved_at is null;
create index public_incident_created on public_incident (created_at);

create table public_incident_cause (
    incident_id        bigint primary key references incident,
    public_incident_id text not null references public_incident
);
comment on table public_incident_cause is 'What an automatic public incident stands for. Several monitors of one component fail together: customers read of it once, and it ends with the last of them.';
create index public_incident_cause_of on public_incident_cause (public_incident_id);

create table public_incident_component (
    public_incident_id text not null references public_incident,
    component_id       text not null references component,
    primary key (public_incident_id, component_id)
);

create table status_update (
    id                 text primary key check (id ~ '^[a-z0-9]{12}$'),
    public_incident_id text        not null references public_incident,
    status             text        not null,
    body               text        not null,
    created_at         timestamptz not null,
    display_at         timestamptz not null
);
create index status_update_of on status_update (public_incident_id, display_at);
