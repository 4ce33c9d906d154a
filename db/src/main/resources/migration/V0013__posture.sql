-- What sites serve, what was made of it, and how that went over time.

create table posture_target (
    monitor_id        bigint primary key references monitor (id),
    measure           text not null,
    baseline_at       timestamptz not null,
    looked_at         timestamptz not null,
    whole             boolean not null,
    grade             text not null,
    transport_grade   text,
    transport_score   integer,
    headers_grade     text,
    headers_score     integer,
    checks_done       integer not null,
    checks            integer not null,
    addresses         integer not null,
    page              text not null
);
comment on table posture_target is 'The last look at the posture of a target that saw anything.';
comment on column posture_target.measure is 'What was looked at, and by which profile: findings of another measure are another baseline.';
comment on column posture_target.whole is 'Whether every address that counts could be looked at.';

create table posture_finding (
    monitor_id    bigint not null references monitor (id),
    check_id      text not null,
    told          boolean not null,
    verdict       text not null check (verdict in ('pass', 'info', 'untested', 'warn', 'fail')),
    severity      text not null check (severity in ('info', 'minor', 'major', 'critical')),
    summary       text not null,
    evidence      text not null,
    since         timestamptz not null,
    level         text,
    level_since   timestamptz,
    accepted      text,
    recent        text not null,
    calm          smallint not null,
    calm_evidence text not null,
    alarm_cause   text,
    alarm_level   text,
    primary key (monitor_id, check_id),
    check ((level is null) = (level_since is null)),
    check ((alarm_cause is null) = (alarm_level is null))
);
comment on table posture_finding is 'One row for each check of a target: what it says now, and what it takes to call somebody for it.';
comment on column posture_finding.told is 'Whether the last look said anything of it: some checks make no sense while others fail.';
comment on column posture_finding.level is 'How bad it was when it was last tested, as severity:verdict; empty until then. An untested check keeps it.';
comment on column posture_finding.accepted is 'The baseline: only what is worse than this opens an incident.';
comment on column posture_finding.recent is 'The levels of the last three looks that tested it, the newest first.';
comment on column posture_finding.calm is 'How many looks in a row, at every address, found it no worse than accepted; counted to three.';
comment on column posture_finding.calm_evidence is 'What was seen when it was last no worse than accepted.';
comment on column posture_finding.alarm_cause is 'The check by whose name the incident goes that it is in.';

create table posture_change (
    id         bigint generated always as identity primary key,
    monitor_id bigint not null references monitor (id),
    at         timestamptz not null,
    check_id   text not null,
    verdict    text not null,
    severity   text not null,
    summary    text not null,
    evidence   text not null
);
create index posture_change_of on posture_change (monitor_id, id);
comment on table posture_change is 'Each time a check became better or worse; rows are added, never changed.';

create table posture_certificate (
    monitor_id    bigint not null references monitor (id),
    sha256        text not null,
    subject       text not null,
    issuer        text not null,
    key           text not null,
    sans          text[] not null,
    serial        text not null,
    not_before    timestamptz not null,
    not_after     timestamptz not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    addresses     text[] not null,
    primary key (monitor_id, sha256)
);
comment on table posture_certificate is 'Every certificate that a target ever showed as its own.';
comment on column posture_certificate.key is 'SHA-256 of the public key in base64, as RFC 7469 writes pins.';
comment on column posture_certificate.addresses is 'Where it was shown when it was last seen.';
