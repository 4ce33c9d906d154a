-- Mail programs that cannot follow a link leave a list by a mail.

alter table delivery add column unsubscribe_mail text;
comment on column delivery.unsubscribe_mail is 'The address to which a mail of its reader leaves the list (RFC 2369).';
