-- Test mails to the security address, from an account outside.

create table intake_canary (
    token   text        primary key,
    sent_at timestamptz not null,
    due_at  timestamptz not null,
    back_at timestamptz,
    problem text        not null default '',
    told_at timestamptz
);
comment on column intake_canary.due_at is 'By when it must be here.';
comment on column intake_canary.problem is 'Why it did not leave, or what would have become of a report that came like it; empty when all is well.';
comment on column intake_canary.told_at is 'When people were paged for it, or an alarm was ended by it.';
create index intake_canary_untold on intake_canary (due_at) where told_at is null;

alter table imap_cursor
    add column mails integer not null default 0,
    add column missing integer not null default 0,
    add column counted_at timestamptz;
comment on column imap_cursor.mails is 'How many mails lay in the mailbox when they were counted.';
comment on column imap_cursor.missing is 'How many of those before the cursor we did not have; they are read again at once.';
