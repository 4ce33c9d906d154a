-- What is learnt from an incident.

create table incident_review (
    incident_id bigint primary key references incident,
    version     integer     not null,
    owner       text        not null,
    due         date        not null,
    summary     text        not null default '',
    impact      text        not null default '',
    cause       text        not null default '',
    lessons     text        not null default '',
    written_at  timestamptz not null,
    written_by  text        not null
);
comment on table incident_review is 'The review after an incident. Each writing replaces the last, and counts the version up.';

create table review_action (
    incident_id bigint  not null references incident_review on delete cascade,
    place       integer not null,
    text        text    not null,
    owner       text    not null,
    due         date    not null,
    done        boolean not null,
    primary key (incident_id, place)
);
comment on table review_action is 'What somebody will do so that it does not happen again.';
create index review_action_open on review_action (due) where not done;
