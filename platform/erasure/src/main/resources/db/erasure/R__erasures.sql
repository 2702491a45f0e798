-- Users whose data are to be deleted. A row stays for longer than topics keep events, and the user's rows are deleted again and again
-- meanwhile, so that an event that was still on its way leaves nothing behind.
--
-- Repeatable, and without effect where the table is there already: export had it first (its V4, which is never edited), so a number
-- before that one would make it twice in a new installation, and a later one would miss it in the other services.
create table if not exists erasures (
    user_id      text        primary key,
    requested_at timestamptz not null default now(),
    next_pass_at timestamptz not null default now()
);
-- Since when passes have found nothing; null while there is something left.
alter table erasures add column if not exists emptied_at timestamptz;
create index if not exists erasures_due on erasures (next_pass_at);

alter table erasures enable row level security;
alter table erasures force row level security;
drop policy if exists service_rows on erasures;
create policy service_rows on erasures to ${service} using (true) with check (true);
grant select, insert, update, delete on erasures to ${service};
