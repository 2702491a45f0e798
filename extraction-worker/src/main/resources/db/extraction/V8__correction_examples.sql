-- What people corrected in documents of a layout, as export publishes it while the user agrees that corrections teach: the last ones of
-- each field are examples for the model. Kept here, because an extraction asks no other service for them. Deleted with the document, with
-- the user, when the user does not agree any more, and by age.
create table correction_examples (
    document_id uuid        not null,
    run         int         not null,
    edit        int         not null,
    position    int         not null,               -- within the edit
    user_id     text        not null,
    layout      text        not null,               -- the sender's template
    field       text        not null,
    before      json,                               -- null where nothing was read
    after       json,                               -- null where the value was removed
    consent     int         not null,               -- the change of the setting by which the user had agreed
    learned_at  timestamptz not null default clock_timestamp(), -- events that are applied together have an order
    primary key (document_id, run, edit, position)
);
create index correction_examples_of_layout on correction_examples (user_id, layout, learned_at desc);
create index correction_examples_by_age on correction_examples (learned_at);
call protect_user_rows('correction_examples');

-- The latest change of the setting of each user who ever changed it: a correction that was agreed to by an earlier one comes too late.
create table learning_consents (
    user_id text primary key,
    number  int  not null
);
call protect_user_rows('learning_consents');
grant select, insert, update, delete on correction_examples, learning_consents to ${service};
