-- The ledger: every line of every timeline, sealed in one chain, so that nobody can change or drop one unseen.

alter table incident_event
    add salt text;
comment on column incident_event.salt is 'In hex; makes the sealed digest say nothing about the detail. Null before it is sealed, empty once a person was erased from the detail.';
create index incident_event_unsealed on incident_event (id) where salt is null;

create table ledger (
    position    bigint      primary key,
    event_id    bigint      not null unique,
    incident_id bigint      not null,
    at          timestamptz not null,
    kind        text        not null,
    digest      text        not null,
    hash        text        not null
);
comment on table ledger is 'Append-only, and tied to no other table: what is sealed stays, whatever becomes of the row that it seals.';
comment on column ledger.digest is 'SHA-256 of the salt and the detail, in hex.';
comment on column ledger.hash is 'SHA-256 of the hash before and of everything that stands here, in hex.';

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only';
end
$$;
create trigger ledger_append_only before update or delete or truncate on ledger
    for each statement execute function ledger_is_append_only();
