-- Who wants to hear of the page, and what was sent to them.

create table subscriber (
    id               bigint generated always as identity primary key,
    channel          text        not null check (channel in ('email', 'sms', 'webhook', 'slack', 'teams')),
    address          text        not null,
    components       text[]      not null,
    maintenance_only boolean     not null,
    matter           text references public_incident,
    least_impact     text        not null check (least_impact in ('none', 'minor', 'major', 'critical')),
    language         text        not null,
    confirmed_at     timestamptz not null,
    failures         integer     not null default 0,
    ended_at         timestamptz,
    ended_because    text,
    check ((ended_at is null) = (ended_because is null))
);
comment on table subscriber is 'Addresses whose owners confirmed that they want to hear of the page.';
comment on column subscriber.components is 'Only of these; of all where it is empty.';
comment on column subscriber.matter is 'Only of this incident or maintenance; it ends with it.';
comment on column subscriber.failures is 'How many messages in a row were refused there.';
create unique index subscriber_once on subscriber (channel, address, coalesce(matter, '')) where ended_at is null;
create index subscriber_walk on subscriber (id) where ended_at is null;

create table subscriber_confirmation (
    hash             text primary key,
    channel          text        not null,
    address          text        not null,
    components       text[]      not null,
    maintenance_only boolean     not null,
    matter           text,
    least_impact     text        not null,
    language         text        not null,
    code_hash        text,
    attempts         integer     not null default 0,
    created_at       timestamptz not null,
    expires_at       timestamptz not null
);
comment on table subscriber_confirmation is 'What somebody asked for, until whoever reads the address confirms it. The token is known to its link alone.';
comment on column subscriber_confirmation.code_hash is 'Where a code is typed in place of a link followed: five tries.';
create index subscriber_confirmation_expires on subscriber_confirmation (expires_at);

create table subscriber_block (
    address text primary key,
    until   timestamptz not null
);
comment on table subscriber_block is 'SHA-256 of addresses whose owners said that they did not ask.';

create table subscriber_request (
    address text        not null,
    network text        not null,
    at      timestamptz not null
);
create index subscriber_request_address on subscriber_request (address, at);
create index subscriber_request_network on subscriber_request (network, at);
create index subscriber_request_at on subscriber_request (at);
comment on table subscriber_request is 'How often confirmations were asked for, by SHA-256 of the address and by network, for a day.';

create table fan_out (
    id         bigint generated always as identity primary key,
    matter     text        not null references public_incident,
    update_id  text        not null references status_update,
    occasion   text        not null,
    created_at timestamptz not null,
    reached    bigint      not null default 0,
    sent       integer     not null default 0,
    done_at    timestamptz
);
comment on table fan_out is 'An update on its way to its subscribers: all whose number is up to reached have been dealt with.';
create index fan_out_open on fan_out (id) where done_at is null;

create table subscriber_delivery (
    delivery_id   bigint primary key references delivery,
    fan_out_id    bigint not null references fan_out,
    subscriber_id bigint not null references subscriber,
    unique (fan_out_id, subscriber_id)
);
comment on table subscriber_delivery is 'One message, one subscriber, one update: each once.';

alter table delivery
    add column list        text,
    add column unsubscribe text;
comment on column delivery.list is 'The mailing list that a mail belongs to (List-Id).';
comment on column delivery.unsubscribe is 'Where its reader can leave the list with one click (RFC 8058).';
