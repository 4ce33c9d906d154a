-- A key that a handler looked at and does not want is not offered again, however often it comes.

alter table disclosure_participant
    add column dismissed_keys  text[] not null default '{}',
    add column dismissed_again text[] not null default '{}';
comment on column disclosure_participant.dismissed_keys is 'The fingerprints of keys that waited and were dismissed.';
comment on column disclosure_participant.dismissed_again is 'Those of them that came again, which is told once.';
