create table api_request (
    caller text not null,
    key text not null,
    at timestamptz not null,
    fingerprint text not null,
    status int,
    location text,
    answer text,
    constraint api_request_pkey primary key (caller, key)
);
create index api_request_at on api_request (at);
comment on table api_request is 'Requests that came with an Idempotency-Key, with their answers, for a day.';
comment on column api_request.fingerprint is 'SHA-256 of method, path and body, in hexadecimal digits.';
comment on column api_request.status is 'Null until it is answered.';

create table answered_text (
    provider_id text not null,
    at timestamptz not null,
    answer text,
    constraint answered_text_pkey primary key (provider_id)
);
create index answered_text_at on answered_text (at);
comment on table answered_text is 'Text messages that were acted on, for a day: providers bring some more than once.';
comment on column answered_text.answer is 'What was written back; null where nothing was.';
