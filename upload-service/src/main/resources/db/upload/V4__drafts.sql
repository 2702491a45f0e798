-- A batch whose files arrive one by one. It becomes rows of batches and documents under the same ids when it is submitted; until then
-- they have nothing of it.
create table drafts (
    id              uuid        primary key, -- of the batch
    user_id         text        not null,
    name            text,
    prompt_strategy text        not null check (prompt_strategy in ('global', 'per_document', 'auto')),
    global_prompt   text,
    schema          text,
    max_file_bytes  bigint      not null, -- of the plan when it was opened
    created_at      timestamptz not null default now(),
    expires_at      timestamptz not null, -- it is discarded then; a submitted one is deleted, with its answer
    answer_status   int,                  -- of its submission; null while it is open
    answer_body     text,
    check ((answer_status is null) = (answer_body is null))
);
create index drafts_by_user on drafts (user_id) where answer_status is null;
create index drafts_by_expiry on drafts (expires_at);

create table draft_files (
    document_id   uuid   primary key,
    draft_id      uuid   not null references drafts on delete cascade,
    user_id       text   not null,
    position      int    not null, -- in the order of the user's list, from 0
    filename      text   not null,
    prompt        text,
    length        bigint not null, -- as announced; an upload in parts has exactly so many bytes
    "offset"      bigint not null default 0, -- how many of them have arrived, in parts that are stored
    parts         int    not null default 0,
    state         text   not null default 'expected' check (state in ('expected', 'receiving', 'received', 'rejected')),
    size_bytes    bigint,
    sha256        text,
    mime_type     text,
    pages         int,
    object_key    text unique,
    refusal_code  text,
    refusal_detail text,
    writer        uuid,        -- the one request that may store bytes of this file
    writer_until  timestamptz, -- a request that died holds it no longer
    check ((state = 'received') = (object_key is not null)),
    check ((state = 'rejected') = (refusal_code is not null))
);
create index draft_files_by_draft on draft_files (draft_id, position);

-- What has arrived of a file that is not whole. The objects are joined, and deleted, when it is.
create table draft_parts (
    document_id uuid   not null references draft_files on delete cascade,
    first_byte  bigint not null,
    user_id     text   not null,
    size_bytes  bigint not null,
    object_key  text   not null unique,
    primary key (document_id, first_byte)
);

call protect_user_rows('drafts');
call protect_user_rows('draft_files');
call protect_user_rows('draft_parts');
grant select, insert, update, delete on drafts, draft_files, draft_parts to ${app}, ${service};
