-- How far mailboxes have been read.

create table imap_cursor (
    mailbox      text primary key,
    uid_validity bigint not null,
    last_uid     bigint not null
);
comment on table imap_cursor is 'The last mail of each mailbox that was kept: its UID, which holds as long as UIDVALIDITY stays the same.';
