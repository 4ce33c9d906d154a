-- What a person says of a component, for a while, in place of its monitors.

create table component_hand_set (
    id           bigint generated always as identity primary key,
    component_id text        not null references component,
    status       text        not null check (status in ('operational', 'degraded_performance', 'partial_outage',
                                                        'major_outage', 'under_maintenance')),
    reason       text        not null,
    actor        text        not null,
    began_at     timestamptz not null,
    ends_at      timestamptz not null,
    check (ends_at >= began_at)
);
comment on table component_hand_set is 'Half-open times in which a person spoke for a component. They count in its uptime like the word of its monitors.';
comment on column component_hand_set.reason is 'For colleagues: it is shown to no customer.';
comment on column component_hand_set.ends_at is 'The end that was given; an earlier one when it was taken back.';
create index component_hand_set_of on component_hand_set (component_id, ends_at);
