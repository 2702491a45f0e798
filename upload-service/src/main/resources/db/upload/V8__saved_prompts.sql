-- Prompts that users keep under a name, to put them into batches again.
create table saved_prompts (
    id         uuid        primary key,
    user_id    text        not null,
    name       text        not null check (length(name) between 1 and 255),
    prompt     text        not null check (length(prompt) between 1 and 20000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (user_id, name)
);
call protect_user_rows('saved_prompts');
grant select, insert, update, delete on saved_prompts to ${app};
grant select, delete on saved_prompts to ${service};
