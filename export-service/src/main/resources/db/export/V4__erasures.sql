-- Users whose data are to be deleted. A row stays for longer than topics keep events, and the user's rows are deleted again and again
-- meanwhile, so that an event that was still on its way leaves nothing behind.
create table erasures (
    user_id      text        primary key,
    requested_at timestamptz not null default now(),
    next_pass_at timestamptz not null default now()
);
create index erasures_due on erasures (next_pass_at);
create index extracted_data_of_user on extracted_data (user_id);
create index batch_ends_of_user on batch_ends (user_id);

alter table erasures enable row level security;
alter table erasures force row level security;
create policy service_rows on erasures to ${service} using (true) with check (true);
grant select, insert, update, delete on erasures to ${service};
