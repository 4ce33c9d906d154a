-- Jobs that call us: whose address it is, what was said, and when somebody was here to be called.

create table heartbeat (
    monitor_id   bigint primary key references monitor,
    token_hash   bytea       not null,
    rhythm       text        not null,
    watched_from timestamptz not null,
    rhythm_since timestamptz not null,
    judge_at     timestamptz,
    constraint heartbeat_token unique (token_hash) deferrable initially deferred
) with (fillfactor = 60);
comment on table heartbeat is 'One row a heartbeat in the settings. The unique token is checked at commit, so that two of them may change tokens.';
comment on column heartbeat.token_hash is 'SHA-256 of the token in its address.';
comment on column heartbeat.watched_from is 'Calls before it are none: the job was not watched then.';
comment on column heartbeat.rhythm_since is 'Nothing is expected by this rhythm that would have been due before it counted.';
comment on column heartbeat.judge_at is 'When to look at it beside its slots: because of a call, or because it will be late.';
create index heartbeat_judge on heartbeat (judge_at) where judge_at is not null;

create table heartbeat_call (
    id         bigint generated always as identity primary key,
    monitor_id bigint      not null,
    at         timestamptz not null,
    signal     text        not null check (signal in ('start', 'success', 'fail')),
    exit_code  smallint check (exit_code between 0 and 255),
    run_id     uuid,
    body       text
);
comment on table heartbeat_call is 'The last hundred calls of each job. No foreign key: its lock would make the rounds skip the monitor that calls.';
create index heartbeat_call_monitor on heartbeat_call (monitor_id, id);
create index heartbeat_call_at on heartbeat_call (at);

create table attendance (
    id       bigint generated always as identity primary key,
    began_at timestamptz not null,
    until    timestamptz not null,
    check (until >= began_at)
);
comment on table attendance is 'From when until when a process was there to take calls; each extends its row every few seconds. What did not come while nobody was there is held against no job.';
create index attendance_until on attendance (until);
