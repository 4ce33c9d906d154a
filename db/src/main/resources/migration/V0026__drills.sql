-- Incidents that were opened to see whether paging works.
alter table incident add column drill boolean not null default false;
comment on column incident.drill is 'Opened to prove that people are reached. Customers hear nothing of it, and it counts in no response time.';
