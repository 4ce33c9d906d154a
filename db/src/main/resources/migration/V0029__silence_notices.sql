-- Whoever silenced something hears of it before it ends, and once a week somebody reads what was hidden.

alter table silence
    add notice_at timestamptz;
comment on column silence.notice_at is 'When its owner is told that it ends soon; null once told, or when it was ended.';
create index silence_notice_due on silence (notice_at) where notice_at is not null;

create table hidden_digest (
    week    date        primary key,
    told_at timestamptz not null
);
comment on table hidden_digest is 'The weeks, by their Monday, of which it was told what had been hidden.';
