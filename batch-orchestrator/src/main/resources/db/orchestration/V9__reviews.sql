-- What people did with the data of a document, by the last of their events: numbered, so that any order of them gives the same row. It
-- counts while review_run is the document's run; a document whose run is completed and confirmed has the status confirmed.
alter table batch_documents
    add column review_number    int     not null default 0, -- of the last event; 0 for none
    add column review_run       int     not null default 0,
    add column review_edit      int     not null default 0,
    add column review_confirmed boolean not null default false,
    add column review_summary   text;                       -- first fields and item counts of the edit; null where nothing was edited

-- The order in which documents are reviewed: those that failed or have warnings first, then as submitted. The warnings are in the
-- summary, whose text says whether there is one; jsonb would refuse some of its strings.
alter table batch_documents
    add column review_order int generated always as (
        case when status = 'failed' or (summary is not null and summary not like '%"warnings":[]%') then 0 else 1 end) stored;
create index batch_documents_by_review on batch_documents (batch_id, review_order, position, id) include (user_id, status)
    where deleted_at is null and position is not null and status in ('completed', 'failed');
