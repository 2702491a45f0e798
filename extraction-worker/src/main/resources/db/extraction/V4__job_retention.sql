-- Jobs are deleted: those that ended long ago, and all of an erased user. Each is found by an index of its own.
create index extraction_jobs_finished on extraction_jobs (finished_at) where finished_at is not null;
create index extraction_jobs_of_user on extraction_jobs (user_id);
