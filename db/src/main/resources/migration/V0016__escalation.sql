-- Who is called, who has answered, and when an answer runs out.

alter table incident
    add column calls             integer not null default 0,
    add column triggers_again_at timestamptz,
    add check (status = 'ACKNOWLEDGED' or triggers_again_at is null);
update incident set calls = escalation_step;
comment on column incident.calls is 'How often people were called, whatever step of the policy it was for.';
comment on column incident.escalation_step is 'How many steps of the policy have been walked; begins anew where an incident is paged anew.';
comment on column incident.triggers_again_at is 'When an acknowledgement runs out, or a rest that somebody asked for ends.';
create index incident_triggers_again on incident (triggers_again_at) where triggers_again_at is not null;
create index incident_of_key on incident (key, id);

alter table page add column call integer;
update page set call = step;
alter table page
    alter column call set not null,
    drop constraint page_incident_id_step_responder_rule_key,
    add unique (incident_id, call, responder, rule);
comment on table page is 'The summons of one responder on one contact for one call: never twice, whatever crashes.';
comment on column page.call is 'Which call of the incident it belongs to; a step that is taken again is another call.';

create table awaited_acknowledgement (
    incident_id bigint      not null references incident,
    responder   text        not null,
    because     text        not null,
    wait        interval    not null check (wait > interval '0'),
    due_at      timestamptz not null,
    by_name     boolean     not null,
    primary key (incident_id, responder)
);
comment on table awaited_acknowledgement is 'Whoever must answer for themselves: they are called again at due_at although somebody else has acknowledged.';
comment on column awaited_acknowledgement.by_name is 'Asked to help, beside the policy: called again also while nobody has acknowledged.';
create index awaited_acknowledgement_due on awaited_acknowledgement (due_at);
