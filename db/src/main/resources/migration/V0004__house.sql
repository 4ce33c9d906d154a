-- What belongs to the whole installation.

create table installation (
    name       text primary key,
    value      text        not null,
    created_at timestamptz not null
);
comment on table installation is 'Facts made once: the key that signs links, the number of shards, the page id.';

create table access_token (
    name         text primary key,
    hash         bytea       not null unique,
    scopes       text[]      not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
comment on column access_token.hash is 'SHA-256 of the token. A token has 256 random bits, so a slow hash would add nothing.';
