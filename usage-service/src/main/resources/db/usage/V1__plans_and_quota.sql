-- What each tier allows. Rows, not code: a price list changes without a release.
create table tiers (
    name                 text    primary key,
    position             int     not null unique, -- from the smallest plan to the largest
    may_batch            boolean not null,
    pages_per_period     bigint  not null check (pages_per_period >= 0),
    documents_per_batch  int     not null check (documents_per_batch >= 1),
    concurrent_documents int     not null check (concurrent_documents >= 1),
    max_file_bytes       bigint  not null check (max_file_bytes >= 1)
);
insert into tiers values
    ('starter', 1, false,   100,  25,  1, 52428800),
    ('plus',    2, true,   1000,  25, 16, 52428800),
    ('growth',  3, true,  10000, 100, 64, 52428800);
grant select on tiers to ${app}, ${service};

-- Who is on which tier. A user without a row is on starter.
create table subscriptions (
    user_id    text        primary key,
    tier       text        not null references tiers,
    status     text        not null check (status in ('active', 'trialing', 'past_due', 'canceled')),
    updated_at timestamptz not null default now()
);

-- Pages of one user in one billing period, in sum. Its row is locked before any reservation of it is looked at: that is the one
-- order of locks, and it makes the sums exact.
create table accounts (
    user_id  text   not null,
    period   date   not null, -- the first day of the billing period, UTC
    used     bigint not null default 0 check (used >= 0),
    reserved bigint not null default 0 check (reserved >= 0),
    primary key (user_id, period)
);

-- Pages set aside for one run of one document, and what became of them. committed and released are final.
create table reservations (
    id          uuid        primary key, -- derived from document and run, so that whoever repeats the call names the same
    user_id     text        not null,
    period      date        not null,    -- pinned when it was made
    document_id uuid        not null,
    run         int         not null,
    pages       int         not null check (pages > 0),
    charged     int         check (charged between 0 and pages),
    state       text        not null check (state in ('reserved', 'committed', 'released', 'expired')),
    late        boolean     not null default false, -- charged without pages being set aside at that moment
    expires_at  timestamptz not null,
    created_at  timestamptz not null default now(),
    settled_at  timestamptz,
    foreign key (user_id, period) references accounts
);
create index reservations_to_expire on reservations (expires_at) where state = 'reserved';
create index reservations_by_account on reservations (user_id, period);

-- Every change of an account, in order, for anyone to add up: used = sum(used_change), reserved = sum(reserved_change).
create table ledger (
    id              bigint      generated always as identity primary key,
    user_id         text        not null,
    period          date        not null,
    reservation_id  uuid        not null,
    kind            text        not null check (kind in ('reserve', 'commit', 'release', 'expire')),
    used_change     int         not null,
    reserved_change int         not null,
    late            boolean     not null default false,
    at              timestamptz not null default now()
);
create index ledger_by_account on ledger (user_id, period, id);

alter table subscriptions enable row level security;
alter table subscriptions force row level security;
create policy own_rows on subscriptions to ${app} using (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on subscriptions to ${service} using (true) with check (true);

alter table accounts enable row level security;
alter table accounts force row level security;
create policy own_rows on accounts to ${app} using (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on accounts to ${service} using (true) with check (true);

alter table reservations enable row level security;
alter table reservations force row level security;
create policy own_rows on reservations to ${app} using (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on reservations to ${service} using (true) with check (true);

alter table ledger enable row level security;
alter table ledger force row level security;
create policy own_rows on ledger to ${app} using (user_id = nullif(current_setting('app.user_id', true), ''));
create policy service_rows on ledger to ${service} using (true) with check (true);

grant select on subscriptions, accounts, reservations, ledger to ${app};
grant select, insert, update on subscriptions, accounts, reservations to ${service};
-- No update, no delete: what is written in the ledger stays.
grant select, insert on ledger to ${service};
