-- What users read: lists in any order, and timelines. A page of a list is read from an index that has its order, so that it costs the
-- same for a user with ten batches and with ten thousand. A column that is sorted or searched by is indexed as it is compared: as a
-- column of its own, because under row-level security only comparisons that leak nothing use an index, and lower() is not one of them.
-- For the same reason an index on trigrams would never be used: a name is searched in the index of the user's own names. The collation is
-- the same on every server, whatever its locale.
--
-- Each index includes what lists are filtered by, and the user for row-level security: rows that a filter leaves out are not fetched.
alter table extraction_batches
    add column search_name text collate "pg_c_utf8"
        generated always as (lower(left(name, 255) collate "pg_c_utf8")) stored;

drop index extraction_batches_by_user;
create index extraction_batches_by_user on extraction_batches (user_id, created_at, id) include (status, search_name)
    where announced and deleted_at is null;
create index extraction_batches_by_name on extraction_batches (user_id, search_name, id) include (status)
    where announced and deleted_at is null;
create index extraction_batches_by_status on extraction_batches (user_id, status, created_at, id) include (search_name)
    where announced and deleted_at is null;
create index extraction_batches_by_completion on extraction_batches (user_id, completed_at, id) include (status, search_name)
    where announced and deleted_at is null;
create index extraction_batches_by_documents on extraction_batches (user_id, document_count, id) include (status, search_name)
    where announced and deleted_at is null;
create index extraction_batches_by_pages on extraction_batches (user_id, total_pages, id) include (status, search_name)
    where announced and deleted_at is null;

-- At most 200 characters: a name of any length fits an index.
alter table batch_documents
    add column sort_name text collate "pg_c_utf8"
        generated always as (lower(left(filename, 200) collate "pg_c_utf8")) stored;

drop index batch_documents_by_batch;
create index batch_documents_by_batch on batch_documents (batch_id, position, id) include (user_id, status, deleted_at);
create index batch_documents_by_status on batch_documents (batch_id, status, position, id) include (user_id)
    where deleted_at is null and position is not null;
create index batch_documents_by_name on batch_documents (batch_id, sort_name, id) include (user_id, status)
    where deleted_at is null and position is not null;
create index batch_documents_by_pages on batch_documents (batch_id, pages, id) include (user_id, status)
    where deleted_at is null and position is not null;
create index batch_documents_by_type on batch_documents (batch_id, document_type, id) include (user_id, status)
    where deleted_at is null and position is not null;

-- Every hop of a document, from the events of all owners. The id follows from what the event says, so that a hop is there once however
-- often and in whatever order its event comes; of starts of one attempt the earliest stays.
create table document_timeline (
    document_id     uuid        not null references batch_documents on delete cascade,
    id              uuid        not null,
    batch_id        uuid        not null,
    user_id         text        not null,
    at              timestamptz not null,
    service         text        not null,
    run             int         not null,
    hop             text        not null,
    attempt         int,
    code            text,
    detail          text,
    next_attempt_at timestamptz,
    primary key (document_id, id)
);

alter table document_timeline enable row level security;
alter table document_timeline force row level security;
create policy own_rows on document_timeline to ${app}
    using (user_id = nullif(current_setting('app.user_id', true), ''))
    with check (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on document_timeline to ${service} using (true) with check (true);

-- A user's acts are hops too, and a deleted document leaves none.
grant select, insert, update, delete on document_timeline to ${app}, ${service};
