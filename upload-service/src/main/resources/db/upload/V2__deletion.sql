-- Deleted by the user: a sweep deletes the file, then the row.
alter table documents add column deleted_at timestamptz;
alter table batches add column deleted_at timestamptz;
create index documents_deleted on documents (deleted_at) where deleted_at is not null;
create index batches_deleted on batches (deleted_at) where deleted_at is not null;
