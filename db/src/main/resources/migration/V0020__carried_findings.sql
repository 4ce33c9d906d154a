-- Findings that are carried over from an earlier look, and looks that find nothing new.

alter table posture_finding add column seen_at timestamptz;
comment on column posture_finding.seen_at is 'When it was seen, where the last look carried it over from an earlier one.';

alter table posture_target add column written_at timestamptz;
update posture_target set written_at = looked_at;
alter table posture_target alter column written_at set not null;
comment on column posture_target.written_at is 'The last look whose findings and certificates were written; all since found the same.';

alter table posture_target add column settled text;
comment on column posture_target.settled is 'What a look finds, as a digest, when it changes nothing but the time; null when the next look may change more.';
