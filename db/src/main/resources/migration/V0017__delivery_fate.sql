-- What a message waits for after it was handed over, and which leaves first.
alter table delivery add column receipt_due_at timestamptz;
alter table delivery add column receipt_missed_at timestamptz;
alter table delivery add column stalled_at timestamptz;
comment on column delivery.receipt_due_at is 'By then the carrier should have said whether it arrived; null when nobody waits for that.';
comment on column delivery.receipt_missed_at is 'The carrier had said nothing by then. Word that comes later still counts.';
comment on column delivery.stalled_at is 'When first no provider could take it. It is tried on.';
create index delivery_receipt_due on delivery (receipt_due_at) where receipt_due_at is not null;

-- Priorities lie ten apart now: first critical page, critical, first major, major, first minor, minor, notice.
update delivery
   set priority = case priority when 0 then 0 when 1 then 10 when 2 then 30 else 60 end
 where state in ('pending', 'sending');
