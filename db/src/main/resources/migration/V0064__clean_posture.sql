-- When a target last had nothing against it: what the status page may show.

alter table posture_target add column clean_at timestamptz;
comment on column posture_target.clean_at is 'The last look that reached every address and found nothing worse than a remark.';
update posture_target target
   set clean_at = looked_at
 where whole
   and not exists (select
                     from posture_finding finding
                    where finding.monitor_id = target.monitor_id
                      and told
                      and finding.verdict in ('warn', 'fail')
                      and severity <> 'info');
