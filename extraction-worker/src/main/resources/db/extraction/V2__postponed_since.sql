-- Waiting for a dependency (model, usage, object store) costs a document no attempt, so it needs an end of its own: this is when the
-- first of the attempts in a row that were not counted ended. Null while the last attempt was counted.
alter table extraction_jobs add column postponed_since timestamptz;
