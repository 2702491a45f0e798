-- A dependency that cannot be used makes an attempt after the other. What is published of them is bounded: this is when each reason
-- was published last, of at most as many reasons as there are codes.
alter table extraction_jobs add column postponed_reports jsonb not null default '{}';
