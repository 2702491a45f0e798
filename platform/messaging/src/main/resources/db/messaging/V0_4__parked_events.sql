-- Events that Kafka never accepts, such as records that are too large: moved out of the outbox, so that the events behind them are
-- sent. They keep their event id; an administrator can send one again.
create table parked_events (
    id         bigint      primary key, -- that of its outbox row
    event_id   uuid        not null unique,
    topic      text        not null,
    key        text        not null,
    shard      smallint    not null,
    type       text        not null,
    body       text        not null,
    reason     text        not null,
    created_at timestamptz not null,
    parked_at  timestamptz not null default now()
);

grant select, insert, delete on parked_events to ${service};

-- Rows past their retention are found by age.
create index inbox_by_age on inbox (received_at);
