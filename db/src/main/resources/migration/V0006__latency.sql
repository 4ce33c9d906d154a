-- How long answers take, for longer than single looks are kept. No foreign keys: their locks would make the rounds skip
-- the monitors that are just rolled up.

create table latency_hour (
    monitor_id bigint      not null,
    began_at   timestamptz not null,
    looks      integer     not null check (looks > 0),
    cells      smallint[]  not null,
    counts     smallint[]  not null,
    primary key (monitor_id, began_at),
    check (cardinality(cells) = cardinality(counts))
);
comment on table latency_hour is 'The passed looks of one monitor in one hour, as twelve histograms of five minutes; an hour without any has no row. Cell 1200 s + b counts the looks of the five minutes s (0 to 11) that took more than 1.02^(b-1) and at most 1.02^b microseconds, so histograms are merged by adding counts.';
create index latency_hour_began on latency_hour (began_at);

create table latency_day (
    monitor_id bigint      not null,
    began_at   timestamptz not null,
    looks      integer     not null check (looks > 0),
    buckets    smallint[]  not null,
    counts     integer[]   not null,
    primary key (monitor_id, began_at),
    check (cardinality(buckets) = cardinality(counts))
);
comment on table latency_day is 'The sum of the hours of one day in UTC, in the same buckets.';
create index latency_day_began on latency_day (began_at);

create table latency_watermark (
    one          boolean primary key default true check (one),
    rolled_until timestamptz
);
comment on table latency_watermark is 'One row: every look before this instant is in the roll-ups. A look that comes late sets it back; whoever rolls up holds its lock.';
insert into latency_watermark default values;

-- Rolling up reads the looks of all monitors in a stretch of time. They lie in the order of time.
create index observation_at on observation using brin (at) with (pages_per_range = 16, autosummarize = on);
