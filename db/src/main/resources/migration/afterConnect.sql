-- The driver gives a session the zone of the machine; with this a day is the same day on every node.
set time zone 'UTC';
