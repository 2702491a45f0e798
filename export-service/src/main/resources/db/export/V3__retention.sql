-- Rows can be deleted: finished exports when their retention is over, files first (a row without its file is deleted by the next
-- pass), and all rows of an erased user.
create index exports_finished on exports (completed_at) where completed_at is not null;
grant delete on exports, extracted_data, batch_ends to ${service};
