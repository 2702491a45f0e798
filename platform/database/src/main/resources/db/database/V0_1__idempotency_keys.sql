-- Answers to POSTs that carried an Idempotency-Key, so that a repeated request is answered once more instead of done once more.
-- The answer is written in the transaction that did the work: either both are there or neither.
create table idempotency_keys (
    user_id      text        not null,
    key          text        not null,
    fingerprint  text        not null, -- of the request's content; another content under the same key is refused
    claim        uuid        not null, -- fences a request that outlived its lock
    locked_until timestamptz not null,
    status       int,                  -- null while the first request is still running
    location     text,
    body         text,
    created_at   timestamptz not null default now(),
    primary key (user_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy own_rows on idempotency_keys to ${app}
    using (user_id = nullif(current_setting('app.user_id', true), ''))
    with check (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on idempotency_keys to ${service} using (true) with check (true);
grant select, insert, update, delete on idempotency_keys to ${app}, ${service};
