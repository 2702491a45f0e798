-- What was submitted, as it was submitted. Where a document stands now is the orchestrator's to say.
create table batches (
    id              uuid        primary key,
    user_id         text        not null,
    name            text,
    prompt_strategy text        not null check (prompt_strategy in ('global', 'per_document', 'auto')),
    global_prompt   text,
    created_at      timestamptz not null default now()
);
create index batches_by_user on batches (user_id, created_at desc);

-- Every file of a submission; a rejected one has a code and no bytes.
create table documents (
    id           uuid   primary key,
    batch_id     uuid   not null references batches on delete cascade,
    user_id      text   not null,
    position     int    not null, -- place in the submission, from 0
    filename     text   not null, -- as the user named it, for people only: files are addressed by id
    size_bytes   bigint not null,
    mime_type    text,
    pages        int,
    object_key   text unique,
    sha256       text,
    prompt       text,
    refusal_code text,
    check ((object_key is null) = (refusal_code is not null))
);
create index documents_by_batch on documents (batch_id, position);

alter table batches enable row level security;
alter table batches force row level security;
create policy own_rows on batches to ${app}
    using (user_id = nullif(current_setting('app.user_id', true), ''))
    with check (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on batches to ${service} using (true) with check (true);

alter table documents enable row level security;
alter table documents force row level security;
create policy own_rows on documents to ${app}
    using (user_id = nullif(current_setting('app.user_id', true), ''))
    with check (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on documents to ${service} using (true) with check (true);

grant select, insert on batches, documents to ${app};
grant select, insert, update, delete on batches, documents to ${service};
