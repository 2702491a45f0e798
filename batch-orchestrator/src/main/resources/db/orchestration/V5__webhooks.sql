-- Where users want to be called when something has happened. The secret is stored encrypted: it signs every delivery, so it must be
-- readable, but not in a dump. After a rotation the one before signs too, until previous_until.
create table webhook_endpoints (
    id              uuid        primary key,
    user_id         text        not null,
    url             text        not null check (length(url) <= 2048),
    events          text[]      not null,
    enabled         boolean     not null default true,
    disabled_reason text,                        -- an error code where the system disabled it; null where the user did
    disabled_at     timestamptz,
    secret          text        not null,
    previous_secret text,
    previous_until  timestamptz,
    failures        int         not null default 0, -- attempts that failed in a row, of all its deliveries
    failing_since   timestamptz,                 -- the first of them
    created_at      timestamptz not null default now()
);
create index webhook_endpoints_of_user on webhook_endpoints (user_id, created_at);

-- One event for one endpoint, and the queue of those to be sent. It is written in the transaction of the change, once for each event
-- and endpoint. While it is sent, next_attempt_at is the end of the lease: a sender that died is replaced then, and lease_epoch fences
-- what it may still write.
create table webhook_deliveries (
    id              uuid        primary key,
    endpoint_id     uuid        not null references webhook_endpoints on delete cascade,
    user_id         text        not null,
    event_id        uuid        not null,
    type            text        not null,
    batch_id        uuid,
    document_id     uuid,
    payload         text        not null,
    status          text        not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
    attempt         int         not null default 0, -- since it was written or redelivered; counted before the call
    lease_epoch     int         not null default 0, -- attempts in all
    lease_until     timestamptz,
    next_attempt_at timestamptz not null default now(),
    created_at      timestamptz not null default now(),
    ended_at        timestamptz,
    unique (endpoint_id, event_id)
);
-- Senders visit the endpoints that have something to send in turn, with the earliest of each: no backlog of one delays another.
create index webhook_deliveries_pending on webhook_deliveries (endpoint_id, next_attempt_at) where status = 'pending';
create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where status = 'pending';
create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id, created_at desc, id desc);
create index webhook_deliveries_of_user on webhook_deliveries using hash (user_id);
create index webhook_deliveries_of_batch on webhook_deliveries (batch_id) where batch_id is not null;
create index webhook_deliveries_of_document on webhook_deliveries (document_id) where document_id is not null;
create index webhook_deliveries_by_age on webhook_deliveries (created_at);

-- What each attempt met. Nothing of a response but its status is kept: an endpoint must not be a way to read from elsewhere.
create table webhook_attempts (
    delivery_id uuid        not null references webhook_deliveries on delete cascade,
    number      int         not null,
    user_id     text        not null,
    at          timestamptz not null default now(),
    millis      int         not null,
    status_code int,                             -- null if there was no response
    error_code  text,                            -- null if delivered
    primary key (delivery_id, number)
);

-- Users who want an e-mail when a batch of theirs has ended, with the address that their issuer had verified when they asked for it.
create table notice_addresses (
    user_id text        primary key,
    email   text        not null check (length(email) <= 320),
    since   timestamptz not null default now()
);

-- E-mails to be sent, at most once each: a notice whose sender died is 'sending', and is not sent again.
create table notices (
    id              uuid        primary key,
    user_id         text        not null,
    subject_id      uuid        not null, -- the batch; of a disabled webhook endpoint an id of its own
    revision        int         not null, -- of the batch, else 0
    subject         text        not null, -- without content once it has ended, as the body
    body            text        not null,
    status          text        not null default 'pending' check (status in ('pending', 'sending', 'sent', 'failed', 'unknown')),
    attempt         int         not null default 0,
    next_attempt_at timestamptz not null default now(),
    created_at      timestamptz not null default now(),
    ended_at        timestamptz,
    unique (subject_id, revision)
);
create index notices_pending on notices (next_attempt_at) where status in ('pending', 'sending');
create index notices_of_user on notices using hash (user_id);
create index notices_by_age on notices (created_at);

call protect_user_rows('webhook_endpoints');
call protect_user_rows('webhook_deliveries');
call protect_user_rows('webhook_attempts');
call protect_user_rows('notice_addresses');
call protect_user_rows('notices');

-- A user's acts end batches and delete them, so they write deliveries and notices, and delete them.
grant select, insert, update, delete on webhook_endpoints, webhook_deliveries, notice_addresses to ${app};
grant select on webhook_attempts to ${app};
grant select, insert, delete on notices to ${app};
grant select, insert, update, delete on webhook_endpoints, webhook_deliveries, webhook_attempts, notice_addresses, notices to ${service};
