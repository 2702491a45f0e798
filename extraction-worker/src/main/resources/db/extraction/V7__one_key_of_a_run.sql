-- A job's id is made of its document and run, so one unique index is enough. With two, a job that is queued and cancelled at the same
-- moment could meet the one that the statement has no rule for (on conflict (id)), and its events had to be applied again.
alter table extraction_jobs drop constraint extraction_jobs_document_id_run_key;
create index extraction_jobs_by_document on extraction_jobs (document_id, run);
