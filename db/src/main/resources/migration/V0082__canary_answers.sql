-- Where the mailbox of the canary's account outside can be read, its acknowledgement is looked for there.

alter table intake_canary
    add column awaits_answer boolean not null default false,
    add column answered_at   timestamptz;
comment on column intake_canary.due_at is 'By when it must be here; once it is, by when its acknowledgement must be outside.';
comment on column intake_canary.answered_at is 'When its acknowledgement was found outside.';
