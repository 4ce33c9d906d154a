-- Watching ourselves: what the last look at our own work found.

create table self_audit (
    one           boolean     primary key default true check (one),
    due_at        timestamptz not null,
    at            timestamptz,
    passed        boolean     not null default false,
    failing_since timestamptz,
    suspected     text[]      not null default '{}',
    found         text[]      not null default '{}',
    proven_at     timestamptz,
    proven_by     text        not null default ''
);
comment on table self_audit is 'One row: when our own work is looked over next, and what the last look found.';
comment on column self_audit.passed is 'Whether pages can be trusted to arrive, by the last look. What it found beside that stands in found.';
comment on column self_audit.suspected is 'Kinds that were seen once; they are believed when the next look sees them too.';
comment on column self_audit.found is 'What was found, a sentence each.';
comment on column self_audit.proven_at is 'When a page last proved that people can be reached: a carrier delivered it, or a person answered; proven_by says which.';

create index delivery_overdue on delivery (due_at) where state = 'pending';
create index incident_unanswered on incident (opened_at) where severity = 'CRITICAL' and status = 'TRIGGERED';
