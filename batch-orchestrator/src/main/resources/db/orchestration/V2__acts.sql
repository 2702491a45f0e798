-- Acts of users: cancel, redo, rename, delete.
alter table extraction_batches
    add column submitted_count  int,                            -- files of the submission; null until announced
    add column cancel_requested boolean not null default false, -- documents that arrive now are cancelled too
    add column deleted_at       timestamptz;                    -- a tombstone from then on: it absorbs late events
update extraction_batches set submitted_count = document_count where announced;

-- What an extraction found, without the data: first fields, item counts, warnings. Null unless completed.
alter table batch_documents add column summary text;

-- What a redo is made of. Null for rejected files, and for documents that were uploaded before redo existed.
alter table batch_documents
    add column object_key           text,
    add column prompt_strategy      text,
    add column requested_prompt     text,
    add column requested_type       text,
    add column schema               text,
    add column concurrent_documents int,
    add column deleted_at           timestamptz; -- a tombstone from then on: it keeps no content and absorbs late events

create index extraction_batches_deleted on extraction_batches (deleted_at) where deleted_at is not null;

-- A user's acts run under row-level security, like the user's reads.
grant update on extraction_batches to ${app};
grant insert, update on batch_documents to ${app};

-- An erasure finds all rows of a user, the placeholders too.
create index extraction_batches_of_user on extraction_batches using hash (user_id);
