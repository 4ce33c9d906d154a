-- Answers that wait for a second person, credit with consent, mails looked at in the bin, and a log that only grows.

alter table disclosure_message
    drop constraint disclosure_message_direction_check,
    add constraint disclosure_message_direction_check check (direction in ('in', 'out', 'note', 'draft'));

alter table disclosure
    add column disclosed_at timestamptz,
    add column credit_agreed_at timestamptz;
comment on column disclosure.disclosed_at is 'When the case became disclosed; credit is shown from then on.';
comment on column disclosure.credit_agreed_at is 'When the reporter agreed to be named; nobody is named before.';

alter table inbound_mail
    add column promoted boolean not null default false,
    add column mailbox text,
    add column uid_validity bigint,
    add column uid bigint;
comment on column inbound_mail.promoted is 'A person made a case of it, whatever a machine thinks.';
comment on column inbound_mail.uid is 'Its place in the mailbox from which it was taken; empty for what came by LMTP or by the form.';
create unique index inbound_mail_place on inbound_mail (mailbox, uid_validity, uid);

alter table disclosure_event
    alter column disclosure_id drop not null;
comment on column disclosure_event.disclosure_id is 'Empty where a mail was read that has no case.';

create function disclosure_event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the log of the security reports is append-only';
end
$$;
create trigger disclosure_event_append_only before update or delete or truncate on disclosure_event
    for each statement execute function disclosure_event_is_append_only();
