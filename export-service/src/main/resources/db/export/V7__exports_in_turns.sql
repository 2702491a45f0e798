-- What is known of each document of a submission beside its data: its place, so that an export has the order of the submission, and why
-- it has no data, so that a manifest adds up. Rows are made by whichever event comes first; documents that are older than this table
-- have none, and come by file name after the others.
create table submitted_documents (
    document_id uuid primary key,
    batch_id    uuid not null,
    user_id     text not null,
    position    int,           -- in the submission, from 0; null until its event has come
    filename    text,
    failed_run  int,           -- the latest run that ended without data; 0 for a file that was rejected
    code        text,          -- why; null, as the run, where none did
    check ((failed_run is null) = (code is null))
);
create index submitted_documents_by_batch on submitted_documents (batch_id);
create index submitted_documents_of_user on submitted_documents (user_id);
call protect_user_rows('submitted_documents');
grant select on submitted_documents to ${app};
grant select, insert, update, delete on submitted_documents to ${service};

-- Exports of several batches, options, progress; users take turns at the builders.
alter table exports
    add column batch_ids      uuid[],      -- all documents of these batches
    add column options        json,        -- which of the documents, which columns, how a CSV file is written; null for none
    add column fingerprint    text,        -- of the request and of the versions in the file: the same again is the same file
    add column documents_done int not null default 0,
    add column documents_of   int,         -- null until the builder has counted them
    add column claimed_at     timestamptz, -- the latest turn of this export's user is the latest of these
    add column withdrawn_at   timestamptz, -- its documents were deleted while it was being built; no user sees it
    drop constraint exports_format_check,
    add constraint exports_format_check check (format in ('csv', 'xlsx', 'json', 'jsonl')),
    drop constraint exports_check,
    add constraint exports_of_one_selection check (num_nonnulls(batch_id, batch_ids, document_ids) = 1);
drop index exports_to_build;
create index exports_to_build on exports (user_id, next_run_at, id) where status in ('queued', 'processing');
create index exports_by_turn on exports (user_id, claimed_at) where claimed_at is not null;
create index exports_by_fingerprint on exports (user_id, fingerprint) where fingerprint is not null;
create index exports_withdrawn on exports (withdrawn_at) where withdrawn_at is not null;

-- Which columns a user wants, in which order and under which names, for many exports.
create table export_templates (
    id         uuid        primary key,
    user_id    text        not null,
    name       text        not null check (length(name) between 1 and 255),
    columns    json        not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index export_templates_of_user on export_templates (user_id, created_at desc, id desc);
call protect_user_rows('export_templates');
grant select, insert, update, delete on export_templates to ${app};
grant select, delete on export_templates to ${service};
