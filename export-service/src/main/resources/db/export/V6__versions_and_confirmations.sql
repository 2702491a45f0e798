-- A version is a run's result (edit 0) or a person's edit of it (1, 2, …); the current one of a document has the greatest (run, edit).
-- Rows are never changed: an edit adds one, as a redo does. The key of a run's row does not depend on edits, so that events which
-- come again, in whatever order, give the rows that were there.
alter table extracted_data
    add column edit          int         not null default 0 check (edit >= 0),
    add column edited_by     text,        -- who edited; null of a run's result, as all that follow
    add column edited_at     timestamptz,
    add column based_on_run  int,         -- the version that was edited; of a restored one the version that was restored
    add column based_on_edit int,
    add column verified      json,        -- values that a person changed, here or in a version before: JSON Pointer to {by, at}
    add column summary       json,        -- first fields and numbers of items, as the event of the run has them
    add constraint extracted_data_edits check ((edit = 0) = (edited_by is null) and (edit = 0) = (edited_at is null)
        and (edit = 0) = (based_on_run is null) and (edit = 0) = (based_on_edit is null)
        and (edit = 0) = (verified is null) and (edit = 0) = (summary is null));
alter table extracted_data drop constraint extracted_data_pkey, add primary key (document_id, run, edit);
drop index extracted_data_by_batch;
create index extracted_data_by_batch on extracted_data (batch_id, document_id, run desc, edit desc);

-- The review of a document: locking its row orders the changes of one document.
create table reviews (
    document_id uuid primary key,
    batch_id    uuid not null,
    user_id     text not null,
    number      int  not null check (number >= 1) -- of the changes: edits, confirmations, withdrawn ones. Orders their events
);
create index reviews_of_user on reviews (user_id);
call protect_user_rows('reviews');

-- Which versions of a document a person has confirmed. A document is confirmed while its current version is: a redo or an edit makes
-- another one current, so none of them changes a row, and who confirmed the earlier version stays known.
create table confirmations (
    document_id  uuid        not null,
    run          int         not null,
    edit         int         not null,
    batch_id     uuid        not null,
    user_id      text        not null,
    number       int         not null,                     -- of the change of the review by which it was confirmed
    confirmed_at timestamptz not null,
    confirmed_by text        not null,
    primary key (document_id, run, edit)
);
create index confirmations_by_batch on confirmations (batch_id);
create index confirmations_of_user on confirmations (user_id);
call protect_user_rows('confirmations');

-- What people corrected, value by value, to learn which fields are read wrong. The field is the path without the positions of items.
create table corrections (
    document_id   uuid        not null,
    run           int         not null,
    edit          int         not null,
    position      int         not null,                    -- within the edit
    batch_id      uuid        not null,
    user_id       text        not null,
    document_type text        not null,
    field         text        not null check (length(field) <= 300),
    pointer       text        not null,                    -- in the edit's data; of a removed value in the data before
    kind          text        not null check (kind in ('added', 'removed', 'changed')),
    before        json,                                    -- null where there was none, or it is long
    after         json,
    corrected_at  timestamptz not null,
    primary key (document_id, run, edit, position)
);
create index corrections_of_user on corrections (user_id, corrected_at);
call protect_user_rows('corrections');

-- A person edits and confirms under row-level security, and sees which documents are being deleted.
grant insert on extracted_data to ${app};
grant select on deleted_documents to ${app};
grant select, insert, update on reviews to ${app};
grant select, insert, delete on confirmations to ${app};
grant select, insert on corrections to ${app};
grant select, insert, update, delete on reviews, confirmations, corrections to ${service};
