-- The state of every batch. A row may come into being before its batch.created arrived (announced = false), because the events
-- of different owners arrive in any order. Counts are recounted from the documents in each transaction that changes one.
create table extraction_batches (
    id                 uuid        primary key,
    user_id            text        not null,
    announced          boolean     not null default false,
    name               text,
    prompt_strategy    text,
    global_prompt      text,
    status             text        not null default 'pending_upload'
        check (status in ('pending_upload', 'queued', 'processing', 'completed', 'partially_completed', 'failed', 'cancelled')),
    document_count     int         not null default 0,
    completed_count    int         not null default 0,
    failed_count       int         not null default 0,
    cancelled_count    int         not null default 0,
    total_pages        int         not null default 0,
    revision           int         not null default 1, -- raised each time a finished batch is opened again
    completed_revision int         not null default 0, -- the last revision for which batch.completed was published
    last_error_message text        check (length(last_error_message) <= 1000),
    created_at         timestamptz,
    completed_at       timestamptz
);
create index extraction_batches_by_user on extraction_batches (user_id, created_at desc, id desc) where announced;

-- The progress of every document. (run, rank) only grows; facts and progress arrive in any order.
create table batch_documents (
    id            uuid   primary key,
    batch_id      uuid   not null references extraction_batches on delete cascade,
    user_id       text   not null,
    position      int,
    filename      text,
    mime_type     text,
    size_bytes    bigint,
    pages         int,
    run           int    not null,
    status        text   not null check (status in ('uploaded', 'processing', 'completed', 'failed', 'cancelled', 'confirmed')),
    error_code    text,
    error_message text,
    prompt        text,
    document_type text,
    model         text,
    finished_at   timestamptz
);
create index batch_documents_by_batch on batch_documents (batch_id, position, id);

alter table extraction_batches enable row level security;
alter table extraction_batches force row level security;
create policy own_rows on extraction_batches to ${app}
    using (user_id = nullif(current_setting('app.user_id', true), ''))
    with check (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on extraction_batches to ${service} using (true) with check (true);

alter table batch_documents enable row level security;
alter table batch_documents force row level security;
create policy own_rows on batch_documents to ${app}
    using (user_id = nullif(current_setting('app.user_id', true), ''))
    with check (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on batch_documents to ${service} using (true) with check (true);

grant select on extraction_batches, batch_documents to ${app};
grant select, insert, update, delete on extraction_batches, batch_documents to ${service};
