-- Documents that their users deleted: tombstones, kept for longer than topics keep events, so that late data are not added. Exports that
-- contain them, and data that arrived in the same moment, are deleted by two passes: at once, and
-- after two minutes.
create table deleted_documents (
    document_id  uuid        primary key,
    batch_id     uuid        not null,
    user_id      text        not null,
    deleted_at   timestamptz not null default now(),
    next_pass_at timestamptz not null default now() -- infinity when nothing is left
);
create index deleted_documents_due on deleted_documents (next_pass_at);
create index deleted_documents_of_user on deleted_documents (user_id);
create index deleted_documents_by_age on deleted_documents (deleted_at);
call protect_user_rows('deleted_documents');
grant select, insert, update, delete on deleted_documents to ${service};
grant delete on extracted_data, batch_ends to ${service};
