-- Jobs are deleted: those that ended long ago, and all of an erased user. Each is found by an index of its own.
create index extraction_jobs_finished on extraction_jobs (finished_at) where finished_at is not null;
-- A hash index, because the claim skips through an ordered index of the users and must not choose this one.
create index extraction_jobs_of_user on extraction_jobs using hash (user_id);
