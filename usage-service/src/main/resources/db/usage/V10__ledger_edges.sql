-- What the ledger needs at its edges; its functions follow in R__ledger.sql.

-- Pages of a refund that were used or reserved when it came: paid from the next credits that become free.
alter table credits add debt bigint not null default 0 check (debt >= 0);

-- The limits under which pages were reserved: a later change of the plan must not change what a run in progress may be charged.
-- Null for reservations from before this version: the limits of the running plan count for them.
alter table reservations
    add pages_limit bigint,
    add day_limit   bigint; -- -1: none

-- A page of a user's ledger is read by user: with a key on the id alone, the newest page of an idle user walks through all newer
-- entries of all others. The periods are read from accounts, so nothing uses the index by account.
alter table ledger drop constraint ledger_pkey;
drop index ledger_by_user;
drop index ledger_by_account;
alter table ledger add primary key (user_id, id);

-- Due reservations are expired user by user.
drop index reservations_to_expire;
create index reservations_to_expire on reservations (user_id, expires_at) where state = 'reserved';

-- Functions whose signature changed.
drop function tier_of(text);
drop function period_of(text);
drop function open_account(text);
drop function room_in(accounts, tiers);
