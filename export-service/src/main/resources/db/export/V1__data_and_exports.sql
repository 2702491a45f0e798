-- What each run of a document gave. Rows are never changed: a redo adds one. data is json, not jsonb, because the order of its
-- keys is the order of the columns of an export, and because jsonb refuses some strings that documents do contain.
create table extracted_data (
    document_id   uuid        not null,
    run           int         not null check (run >= 1),
    batch_id      uuid        not null,
    user_id       text        not null,
    filename      text        not null,
    document_type text        not null,
    pages         int         not null,
    prompt        text        not null,
    model         text        not null,
    data          json        not null,
    warnings      text[]      not null,
    completed_at  timestamptz not null,
    primary key (document_id, run)
);
create index extracted_data_by_batch on extracted_data (batch_id, document_id, run desc);

-- Files that users asked for, and the queue of those to be built: claimed under a lease, fenced by its epoch, so that a builder
-- that died or stalled is replaced and cannot finish what another one has taken over.
create table exports (
    id           uuid        primary key,
    user_id      text        not null,
    batch_id     uuid,                     -- all documents of this batch, or
    document_ids uuid[],                   -- these
    format       text        not null check (format in ('csv', 'xlsx', 'json')),
    type         text        not null check (type in ('normal', 'multi_row')),
    array_field  text,                     -- whose items become rows
    status       text        not null default 'queued' check (status in ('queued', 'processing', 'completed', 'failed')),
    attempt      int         not null default 0, -- counted before the work, so that a file that kills its builder ends
    lease_epoch  int         not null default 0,
    lease_until  timestamptz,
    next_run_at  timestamptz not null default now(),
    object_key   text        not null,     -- the same for every attempt: a repeated one overwrites
    filename     text        not null,     -- what a browser saves the file as
    size_bytes   bigint,
    row_count    bigint,
    columns      text[],
    manifest     json,
    error_code   text,
    error_detail text,
    created_at   timestamptz not null default now(),
    completed_at timestamptz,
    check ((batch_id is null) <> (document_ids is null))
);
create index exports_by_user on exports (user_id, created_at desc, id desc);
create index exports_to_build on exports (next_run_at) where status in ('queued', 'processing');

alter table extracted_data enable row level security;
alter table extracted_data force row level security;
create policy own_rows on extracted_data to ${app} using (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on extracted_data to ${service} using (true) with check (true);

alter table exports enable row level security;
alter table exports force row level security;
create policy own_rows on exports to ${app}
    using (user_id = nullif(current_setting('app.user_id', true), ''))
    with check (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on exports to ${service} using (true) with check (true);

grant select on extracted_data to ${app};
grant select, insert on extracted_data to ${service};
grant select, insert on exports to ${app};
grant select, update on exports to ${service};
