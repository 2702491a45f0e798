-- Live listeners read what changed since their cursor. A row carries the transaction that changed it last, and a cursor is the oldest
-- transaction that was running when it was issued: whatever commits later has that number or a greater one, so nothing is missed and
-- no writer waits for another, as it would for a counter.
alter table extraction_batches add column changed bigint not null default 0;
alter table batch_documents add column changed bigint not null default 0;

-- A trigger, so that no statement can forget it.
create function mark_changed() returns trigger language plpgsql as $$
begin
    new.changed := pg_current_xact_id()::text::bigint;
    return new;
end
$$;
create trigger mark_changed before insert or update on extraction_batches for each row execute function mark_changed();
create trigger mark_changed before insert or update on batch_documents for each row execute function mark_changed();

-- A batch is recounted with each change of its documents, so changes are found by batches first.
create index extraction_batches_by_change on extraction_batches (changed);
create index extraction_batches_of_user_by_change on extraction_batches (user_id, changed);
drop index extraction_batches_of_user; -- the one above finds all rows of a user, too
create index batch_documents_by_change on batch_documents (batch_id, changed);
