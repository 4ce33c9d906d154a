-- Pages to ourselves: one a day on each channel, which must come back.

create table canary_page (
    token     text        primary key,
    medium    text        not null,
    sent_at   timestamptz not null,
    due_at    timestamptz not null,
    read_at   timestamptz,
    missed_at timestamptz
);
comment on table canary_page is 'The text or mail that was sent to an address which brings it back to us.';
comment on column canary_page.due_at is 'By when it must be back; later it is missed, which is an incident.';
create index canary_page_due on canary_page (due_at) where read_at is null and missed_at is null;
create index canary_page_sent on canary_page (medium, sent_at);
