-- What a dead letter is about, as its body says: it is deleted with its document, its batch or its user. Null where the body cannot be
-- read; the batch is the record's key then, if that is an id.
alter table dead_letters
    add column type        text, -- of the event, as its header says
    add column user_id     text,
    add column batch_id    uuid,
    add column document_id uuid;
create index dead_letters_of_user on dead_letters (user_id) where user_id is not null;
create index dead_letters_of_batch on dead_letters (batch_id) where batch_id is not null;
create index dead_letters_of_document on dead_letters (document_id) where document_id is not null;

-- A user's deletion runs as that user.
call protect_user_rows('dead_letters');
grant select, delete on dead_letters to ${app};

-- What administrators did with dead letters. Written before it is tried: an act without an outcome was cut off.
create table dead_letter_acts (
    id          bigint      generated always as identity primary key,
    letter_id   bigint      not null, -- which may be gone
    act         text        not null check (act in ('apply', 'delete')),
    actor       text        not null, -- the subject of the token
    reason      text        not null, -- in the administrator's words
    consumer    text        not null,
    type        text,
    kind        text        not null, -- why it was a dead letter
    outcome     text        check (outcome in ('done', 'failed')),
    at          timestamptz not null default now()
);
create index dead_letter_acts_by_age on dead_letter_acts (at);

grant select, insert, update, delete on dead_letter_acts to ${service};
