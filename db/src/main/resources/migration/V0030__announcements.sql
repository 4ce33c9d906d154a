-- What people write for customers: said at once, at an instant, or not yet.

alter table public_incident
    drop constraint public_incident_status_check,
    add constraint public_incident_status_check check (status in (
        'investigating', 'identified', 'monitoring', 'resolved', 'postmortem',
        'scheduled', 'in_progress', 'verifying', 'completed', 'cancelled')),
    add column kind            text not null default 'incident' check (kind in ('incident', 'maintenance')),
    add column published_at    timestamptz,
    add column impact_override text check (impact_override in ('none', 'minor', 'major', 'critical')),
    add column next_update_by  timestamptz,
    add column promise_told_at timestamptz,
    add column promise_paged   boolean not null default false,
    add column author          text not null default 'Tocsin';
update public_incident set published_at = created_at;
comment on table public_incident is 'What customers read of: incidents, and announced maintenance, which has a row in maintenance as well.';
comment on column public_incident.published_at is 'When customers first read of it. Until then no surface shows anything of it.';
comment on column public_incident.impact is 'The highest that was published.';
comment on column public_incident.impact_override is 'What a person says it is instead.';
comment on column public_incident.next_update_by is 'When we promised to speak again; null once nothing is promised.';
comment on column public_incident.promise_told_at is 'When its author was reminded of that promise.';
comment on column public_incident.promise_paged is 'Its author cannot be reached, and whoever is on call was paged instead.';
create index public_incident_promised on public_incident (next_update_by)
    where next_update_by is not null and promise_told_at is null;

alter table status_update
    add column impact         text check (impact in ('none', 'minor', 'major', 'critical')),
    add column components     text[],
    add column next_update_by timestamptz,
    add column author         text not null default 'Tocsin',
    add column silent         boolean not null default false,
    add column publish_at     timestamptz,
    add column published_at   timestamptz,
    add column edited_at      timestamptz;
update status_update set published_at = created_at;
comment on column status_update.impact is 'How bad it is from this update on; null where it does not say.';
comment on column status_update.components is 'What it touches from this update on, beside what it touched before.';
comment on column status_update.silent is 'Subscribers are not told of it.';
comment on column status_update.publish_at is 'An embargo: it is published then, and shown nowhere before.';
comment on column status_update.published_at is 'Null: a draft, which only its authors read.';
create index status_update_due on status_update (publish_at) where published_at is null and publish_at is not null;
create index status_update_unpublished on status_update (public_incident_id) where published_at is null;

create table status_wording (
    status_update_id text        not null references status_update,
    replaced_at      timestamptz not null,
    body             text        not null,
    primary key (status_update_id, replaced_at)
);
comment on table status_wording is 'How a published update read before it was edited: customers may see that.';

create table status_change (
    subject  text        not null,
    number   integer     not null,
    at       timestamptz not null,
    actor    text        not null,
    kind     text        not null,
    content  text        not null,
    hash     text        not null,
    primary key (subject, number)
);
comment on table status_change is 'Who did what to the page. The changes of one subject (an incident, a maintenance, a component, a template) form a chain: each hash covers the one before, so that nothing can be changed or left out later unnoticed. Rows are added, never changed.';
comment on column status_change.content is 'What changed, as JSON, to the letter as it was hashed.';
comment on column status_change.hash is 'SHA-256 in hexadecimal digits.';
create index status_change_at on status_change (at);

create table status_template (
    name       text primary key,
    title      text        not null,
    body       text        not null,
    updated_at timestamptz not null
);
comment on table status_template is 'Texts that people prepared in a quiet hour.';

create table status_request (
    caller      text        not null,
    key         text        not null,
    at          timestamptz not null,
    fingerprint text        not null,
    subject     text        not null,
    primary key (caller, key)
);
create index status_request_at on status_request (at);
comment on table status_request is 'What requests with an Idempotency-Key made, for a day: a repeated one makes nothing.';
