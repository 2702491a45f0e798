-- Acts of users on jobs: redo, cancel, delete.
alter table extraction_jobs
    add column priority        int     not null default 0,     -- among the user's own jobs, higher first: a person waits for a redo
    add column requested_type  text,                           -- named by the user: nothing is classified
    add column content_deleted boolean not null default false, -- the document was deleted; the row is a tombstone
    add column results_deleted boolean not null default false; -- of a tombstone: no object of it is stored any more
create index extraction_jobs_deleted on extraction_jobs (finished_at) where content_deleted and not results_deleted;

-- A run that is cancelled before its event arrives is placed as cancelled, and knows nothing else.
alter table extraction_jobs
    alter column filename drop not null,
    alter column mime_type drop not null,
    alter column pages drop not null,
    alter column object_key drop not null,
    alter column prompt_strategy drop not null,
    alter column concurrent_documents drop not null,
    add constraint cancelled_or_whole check (status = 'cancelled' or (
        filename is not null and mime_type is not null and pages is not null and object_key is not null
        and prompt_strategy is not null and concurrent_documents is not null));

drop index extraction_jobs_waiting;
create index extraction_jobs_waiting on extraction_jobs (user_id, priority desc, queued_at, id) where status = 'queued';
