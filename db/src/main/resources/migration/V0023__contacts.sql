-- What is known of the addresses by which people are reached.

create table contact (
    medium      text        not null,
    address     text        not null,
    verified_at timestamptz,
    stopped_at  timestamptz,
    stop_reason text        not null default '',
    helped      integer     not null default 0,
    primary key (medium, address)
);
comment on table contact is 'Whose addresses these are stands in the settings; here stands what became known of them.';
comment on column contact.verified_at is 'When somebody typed the code that we had sent there.';
comment on column contact.stopped_at is 'Since when nothing is sent there, because its owner said so or because it cannot arrive.';
comment on column contact.helped is 'How often we have answered nonsense with help since the last page or answer.';

create table contact_code (
    medium     text        not null,
    address    text        not null,
    salt       text        not null,
    hash       text        not null,
    sent_at    timestamptz not null,
    expires_at timestamptz not null,
    attempts   integer     not null default 0,
    primary key (medium, address)
);
comment on table contact_code is 'The code that proves that somebody reads an address: the newest one alone, and never in the clear.';
