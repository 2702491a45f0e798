-- The queue of extractions. Kafka carries the log of what happened; this table carries the work: a delayed retry, fairness
-- between users and taking over from a dead worker are each one UPDATE.
create table extraction_jobs (
    id                   uuid        primary key, -- name-based on (document_id, run); also names the reservation at usage
    document_id          uuid        not null,
    run                  int         not null,
    batch_id             uuid        not null,
    user_id              text        not null,
    filename             text        not null,
    mime_type            text        not null,
    pages                int         not null check (pages > 0),
    object_key           text        not null,
    prompt_strategy      text        not null,
    prompt               text,
    schema               text,
    concurrent_documents int         not null,
    status               text        not null default 'queued'
        check (status in ('queued', 'processing', 'completed', 'failed', 'cancelled')),
    attempt              int         not null default 0, -- counted before the work, so that work that kills its worker counts
    postponed            int         not null default 0, -- retries that were not the document's fault, for their backoff
    crashes              int         not null default 0, -- leases that ran out
    lease_epoch          bigint      not null default 0, -- grows with each claim; a result of an older epoch is dropped
    worker               text,
    lease_until          timestamptz,
    queued_at            timestamptz not null default now(),
    next_attempt_at      timestamptz not null default now(),
    started_at           timestamptz,
    finished_at          timestamptz,
    document_type        text,
    resolved_prompt      text,
    model                text,
    input_tokens         bigint,
    output_tokens        bigint,
    error_code           text,
    error_message        text,
    unique (document_id, run)
);
create index extraction_jobs_waiting on extraction_jobs (user_id, queued_at, id) where status = 'queued';
create index extraction_jobs_running on extraction_jobs (user_id, lease_until) where status = 'processing';

-- Each call of a model: written before the call, its raw reply stored before it is read. An attempt that finds a reply does not
-- call again: a crash after the call costs no second one.
create table model_calls (
    job_id        uuid        not null references extraction_jobs on delete cascade,
    step          text        not null check (step in ('classify', 'extract')),
    calls         int         not null default 1,
    reply         text,
    model         text,
    input_tokens  bigint,
    output_tokens bigint,
    started_at    timestamptz not null default now(),
    received_at   timestamptz,
    primary key (job_id, step)
);

alter table extraction_jobs enable row level security;
alter table extraction_jobs force row level security;
create policy own_rows on extraction_jobs to ${app}
    using (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on extraction_jobs to ${service} using (true) with check (true);

alter table model_calls enable row level security;
alter table model_calls force row level security;
create policy service_rows on model_calls to ${service} using (true) with check (true);

grant select on extraction_jobs to ${app};
grant select, insert, update, delete on extraction_jobs, model_calls to ${service};
