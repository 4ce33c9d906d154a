-- A reporter's key is never replaced by a mail alone: another one waits until somebody who knows better accepts it.

alter table disclosure_participant
    add column offered_pgp_key     text not null default '',
    add column offered_certificate text not null default '';
comment on column disclosure_participant.offered_pgp_key is 'Came later than the one we have, and waits to be accepted; empty when none did.';
comment on column disclosure_participant.offered_certificate is 'The same of certificates, in base64.';
