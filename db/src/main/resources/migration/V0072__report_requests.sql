-- Who asked for our pen-test report, who agreed to it, and until when it can be had.

create table report_request (
    id            bigint generated always as identity primary key,
    disclosure_id bigint      not null references disclosure,
    recipient     text        not null,
    company       text        not null,
    nda           text        not null,
    requested_by  text        not null,
    requested_at  timestamptz not null,
    approved_by   text,
    approved_at   timestamptz,
    link_hash     bytea unique,
    expires_at    timestamptz
);
comment on column report_request.nda is 'What was seen of a non-disclosure agreement.';
comment on column report_request.link_hash is 'SHA-256 of the token in the link that was sent; empty when it was taken away.';
create index report_request_of on report_request (disclosure_id);
