-- Queued jobs that wait for a dependency: few in normal times, so that the pass over them costs nothing.
create index extraction_jobs_postponed on extraction_jobs (postponed_since) where status = 'queued' and postponed_since is not null;
