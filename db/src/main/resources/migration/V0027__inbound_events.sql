-- What other systems tell us.

create table inbound_event (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    source      text        not null,
    caller      text        not null,
    key         text        not null,
    action      text        not null,
    body        text        not null,
    outcome     text        not null,
    incident_id bigint references incident
);
comment on table inbound_event is 'Everything that other systems told us, with what became of it, also what was refused.';
comment on column inbound_event.body is 'As it was sent, cut to 64 Ki characters.';
create index inbound_event_at on inbound_event (at);
create index inbound_event_incident on inbound_event (incident_id) where incident_id is not null;
