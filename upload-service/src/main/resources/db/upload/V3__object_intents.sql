-- An object that is in the store, or may be, and that no document or part names: it is being stored, or it is to be deleted. The row is
-- committed before the object is stored, and deleted in the transaction that writes the row which names the object. So whether an
-- object is left behind can be seen here alone, whatever became of the request.
create table object_intents (
    object_key   text        primary key,
    user_id      text        not null,
    created_at   timestamptz not null default now(),
    abandoned_at timestamptz, -- from then on no transaction may name the object
    deleted_at   timestamptz, -- first deletion of the object; a second one follows, because it may have been written meanwhile
    retry_at     timestamptz  -- the object could not be deleted: the others go first
);
create index object_intents_by_age on object_intents (created_at) where abandoned_at is null;
create index object_intents_abandoned on object_intents (abandoned_at) where abandoned_at is not null;
create index object_intents_by_user on object_intents (user_id);
call protect_user_rows('object_intents');
grant select, insert, update, delete on object_intents to ${app}, ${service};

-- The same bytes, in an earlier batch of the user.
create index documents_by_hash on documents (user_id, sha256) where sha256 is not null and deleted_at is null;
