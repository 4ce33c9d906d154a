-- Security reports: every mail that came, the cases they made, and what was said in them.

create table disclosure (
    id                 bigint generated always as identity primary key,
    reference          text        not null unique,
    state              text        not null,
    kind               text        not null,
    subject            text        not null,
    sender             text        not null,
    authenticity       text        not null,
    received_at        timestamptz not null,
    acknowledged_at    timestamptz,
    first_reply_due_at timestamptz not null,
    first_replied_at   timestamptz,
    clock_at           timestamptz,
    clock_stage        smallint    not null default 0,
    alarm              text        not null default '',
    cvss               text        not null default '',
    flags              text[]      not null default '{}',
    duplicate_of       bigint references disclosure,
    incident_id        bigint references incident,
    credit             text        not null default '',
    link_hash          bytea unique,
    key                bytea,
    erased_at          timestamptz,
    closed_at          timestamptz
);
comment on column disclosure.reference is 'What people call it: random, so that nobody can count our cases.';
comment on column disclosure.clock_at is 'When the next reminder, page or warning is due; clock_stage says which.';
comment on column disclosure.alarm is 'Why somebody is to be paged at once; empty again when that was done.';
comment on column disclosure.link_hash is 'SHA-256 of the token in the reporter''s link; empty when it was revoked.';
comment on column disclosure.key is 'Seals all of the case; itself sealed by the master key. Erasing a case takes it away.';
create index disclosure_clock_due on disclosure (clock_at) where clock_at is not null;
create index disclosure_alarm_due on disclosure (id) where alarm <> '';
create index disclosure_received on disclosure (received_at);

create table inbound_mail (
    id            bigint generated always as identity primary key,
    via           text        not null,
    sender        text,
    recipient     text        not null,
    received_at   timestamptz not null,
    size          integer     not null,
    sha256        text        not null,
    raw           bytea,
    key           bytea,
    outcome       text        not null default 'stored'
                  check (outcome in ('stored', 'case', 'thread', 'bounce', 'held', 'known')),
    reason        text        not null default '',
    answer        text        not null default '',
    failed        boolean     not null default false,
    disclosure_id bigint references disclosure,
    message_id    text,
    body_hash     text,
    attempts      integer     not null default 0,
    lease_until   timestamptz,
    read_at       timestamptz
);
comment on table inbound_mail is 'Every mail, as it came, sealed. It is committed before anybody tries to read it.';
comment on column inbound_mail.key is 'Seals the mail; itself sealed by the key of its case, or by the master key where it has none.';
comment on column inbound_mail.answer is 'Which rule let a machine answer, or kept it from that.';
comment on column inbound_mail.failed is 'It could not be read in order; it has a case all the same.';
create index inbound_mail_due on inbound_mail (id) where outcome = 'stored';
create index inbound_mail_message_id on inbound_mail (message_id) where message_id is not null;
create index inbound_mail_sha256 on inbound_mail (sha256);
create index inbound_mail_of on inbound_mail (disclosure_id);

create table disclosure_message (
    id            bigint generated always as identity primary key,
    disclosure_id bigint      not null references disclosure,
    mail_id       bigint references inbound_mail,
    direction     text        not null check (direction in ('in', 'out', 'note')),
    at            timestamptz not null,
    author        text        not null,
    message_id    text        not null default '',
    sealed        bytea       not null,
    flags         text[]      not null default '{}',
    delivery_id   bigint references delivery,
    state         text        not null default '',
    automatic     boolean     not null default false
);
comment on column disclosure_message.sealed is 'What it says and what came with it, as JSON, sealed by the key of the case.';
comment on column disclosure_message.state is 'How its delivery fares; bounced when it came back.';
create index disclosure_message_of on disclosure_message (disclosure_id, id);
create index disclosure_message_id on disclosure_message (message_id) where message_id <> '';
create index disclosure_message_delivery on disclosure_message (delivery_id) where delivery_id is not null;

create table disclosure_participant (
    disclosure_id bigint  not null references disclosure,
    address       text    not null,
    name          text    not null default '',
    authenticity  text    not null,
    approved      boolean not null,
    pgp_key       text    not null default '',
    primary key (disclosure_id, address)
);
comment on column disclosure_participant.approved is 'One who is not is told nothing.';

create table disclosure_event (
    id            bigint generated always as identity primary key,
    disclosure_id bigint      not null references disclosure,
    at            timestamptz not null,
    kind          text        not null,
    by            text        not null,
    detail        text        not null default ''
);
comment on table disclosure_event is 'What was done with a case, and who read it. Rows are added, never changed.';
create index disclosure_event_of on disclosure_event (disclosure_id, id);

create table automatic_answer (
    at            timestamptz not null,
    address       text        not null,
    domain        text        not null,
    disclosure_id bigint      not null references disclosure
);
comment on table automatic_answer is 'Whom a machine has answered, for the limits.';
create index automatic_answer_at on automatic_answer (at);

alter table delivery add column head text[];
comment on column delivery.head is 'What a mail has above its text besides a subject: who it is from, which mail it answers.';
