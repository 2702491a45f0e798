-- Documents that have not moved for long are asked about, so that a lost event or job leaves none open for ever.
alter table batch_documents
    add column moved_at timestamptz not null default now(), -- when run or status changed last
    add column ask_at   timestamptz not null default now(); -- moved_at, or as long after the last question as it had waited then
create index batch_documents_open on batch_documents (ask_at)
    where status in ('uploaded', 'processing') and deleted_at is null;
