-- How batches ended, as the orchestrator tells it. Its event and those of the extraction arrive in any order: with the number of
-- completed documents an export of the batch can wait for the last of them, and its manifest can say what is not in it.
create table batch_ends (
    batch_id        uuid primary key,
    user_id         text not null,
    revision        int  not null,
    document_count  int  not null,
    completed_count int  not null
);

alter table batch_ends enable row level security;
alter table batch_ends force row level security;
create policy own_rows on batch_ends to ${app} using (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on batch_ends to ${service} using (true) with check (true);

grant select on batch_ends to ${app};
grant select, insert, update on batch_ends to ${service};
