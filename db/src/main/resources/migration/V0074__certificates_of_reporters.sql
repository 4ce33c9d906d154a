-- By which reporters who use S/MIME are answered sealed.

alter table disclosure_participant add column certificate text not null default '';
comment on column disclosure_participant.certificate is 'That signed a mail of theirs, in base64; empty when none did.';
