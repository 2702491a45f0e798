-- Rows of the inbox are dropped a day at a time: deleting them one by one in the order of random ids costs as much as inserting them.
-- The id of an event is a UUID of version 7, which begins with its time, so an insert touches the partition of one day (ADR 15).
--
-- The table as it was becomes the default partition: its rows, whose ids have no time, are found as before and deleted by age. Days get
-- their partitions from a sweep; until then their rows are in the default one.
alter table inbox rename to inbox_default;
alter table inbox_default rename constraint inbox_pkey to inbox_default_pkey;

create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
) partition by range (event_id);
alter table inbox attach partition inbox_default default;

grant select, insert, update, delete on inbox to ${service};
