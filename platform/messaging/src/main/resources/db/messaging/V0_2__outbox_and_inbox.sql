-- Events of this service on their way to Kafka, written in the transaction that changed the state they tell of. A relay sends
-- them in the order of id within their shard and deletes each after the broker has acknowledged it.
create table outbox (
    id         bigint generated always as identity primary key,
    event_id   uuid        not null unique,
    topic      text        not null,
    key        text        not null,
    shard      smallint    not null check (shard between 0 and 15), -- by hash of the key: one relay at a time sends a shard
    type       text        not null,
    body       text        not null,
    created_at timestamptz not null default now()
);
create index outbox_by_shard on outbox (shard, id);
-- A user's transaction may add an event but not read any.
grant insert on outbox to ${app};
grant select, insert, update, delete on outbox to ${service};

-- Events that a listener has taken in: the row is written in the transaction of their effect, so a repeated delivery finds it.
create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
grant select, insert, update, delete on inbox to ${service};
