-- Records that a consumer could not read or apply, as they came: an administrator sees them with the reason, and has them applied
-- once its cause is gone, such as an event type that only a newer version knows.
create table dead_letters (
    id            bigint      generated always as identity primary key,
    consumer      text        not null,
    topic         text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    record_time   timestamptz not null,
    key           text,
    headers       text        not null, -- JSON object of texts
    body          bytea,
    kind          text        not null check (kind in ('unreadable', 'unknown_type', 'newer_version', 'not_applied')),
    reason        text        not null,
    attempts      int         not null default 0, -- of administrators
    arrived_at    timestamptz not null default now(),
    -- A record that is delivered again is kept once. The time tells it from another one where a topic was made anew.
    unique (consumer, topic, partition, record_offset, record_time)
);
create index dead_letters_by_age on dead_letters (arrived_at);

grant select, insert, update, delete on dead_letters to ${service};
