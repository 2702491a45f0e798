-- Pages as pictures, rendered when a user first looked at them: copies, which can be made again.
create table page_pictures (
    user_id     text        not null,
    document_id uuid        not null, -- without a foreign key: the object is deleted before the row
    page        int         not null, -- from 1
    scale       text        not null, -- w1200 for a width in pixels, d150 for dots per inch
    object_key  text        not null unique,
    size_bytes  bigint,               -- null while it is being rendered
    created_at  timestamptz not null default now(),
    used_at     timestamptz not null default now(), -- to the hour; -infinity once it is to be deleted
    primary key (document_id, page, scale)
);
create index page_pictures_by_use on page_pictures (used_at);
create index page_pictures_by_user on page_pictures (user_id, used_at desc);

call protect_user_rows('page_pictures');
grant select, insert, update on page_pictures to ${app};
grant select, insert, update, delete on page_pictures to ${service};

-- Whatever deletes a document: its pictures go with the next sweep.
create function expire_page_pictures() returns trigger language plpgsql as $$
begin
    update page_pictures set used_at = '-infinity' where document_id = old.id;
    return null;
end $$;
create trigger pictures_of_marked_document after update of deleted_at on documents
    for each row when (new.deleted_at is not null) execute function expire_page_pictures();
create trigger pictures_of_deleted_document after delete on documents
    for each row execute function expire_page_pictures();
