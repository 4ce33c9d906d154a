-- A page of its own for everything that was ever told: by month, and to its neighbours.

create index public_incident_started on public_incident (started_at) where published_at is not null;
create index public_incident_component_of on public_incident_component (component_id);
