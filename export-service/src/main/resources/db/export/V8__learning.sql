-- The template of the sender that a document was made from, as the worker recognized it; null where it did not, and in rows that are older.
alter table extracted_data add column layout text;

-- Whether what a user corrects may be given to the model with further documents of the same sender. Without a row it may not. The number
-- of the changes goes with what is published, so that its order does not matter.
create table learning_settings (
    user_id    text        primary key,
    enabled    boolean     not null,
    number     int         not null check (number >= 1),
    changed_at timestamptz not null
);
call protect_user_rows('learning_settings');
grant select, insert, update on learning_settings to ${app};
grant select, delete on learning_settings to ${service};
