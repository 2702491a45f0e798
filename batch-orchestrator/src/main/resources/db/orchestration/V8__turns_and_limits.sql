-- Senders of e-mails visit the users who have some due in turn: what one user's batches send delays no other user.
drop index notices_pending;
create index notices_pending on notices (user_id, next_attempt_at) where status = 'pending';
create index notices_sending on notices (next_attempt_at) where status = 'sending';

-- A document about which the worker was asked so often without an answer that could be applied is ended here.
alter table batch_documents add column asked int not null default 0; -- questions since it moved last

-- Where live cursors end: of what was deleted before, nothing is known any more. A client with an older cursor reads its lists anew.
create table live_horizon (
    only_row boolean primary key default true check (only_row),
    changed  bigint  not null -- one more than the transaction that changed the newest tombstone that is gone
);
insert into live_horizon (changed) values (0);

grant select on live_horizon to ${app}, ${service};
grant update on live_horizon to ${service};
