-- What a price list says beyond the number of pages.
alter table tiers
    add pages_per_day          bigint      not null default -1 check (pages_per_day >= -1), -- -1: no limit
    add submissions_per_minute int         not null default 10 check (submissions_per_minute >= 1),
    add price_monthly_cents    int         not null default 0 check (price_monthly_cents >= 0),
    add price_yearly_cents     int         not null default 0 check (price_yearly_cents >= 0),
    add currency               text        not null default 'usd' check (currency ~ '^[a-z]{3}$'),
    add features               text[]      not null default '{}',
    add description            text        not null default '',
    add updated_at             timestamptz not null default now();
update tiers as t
set submissions_per_minute = seed.submissions, price_monthly_cents = seed.monthly, price_yearly_cents = seed.yearly,
    features = seed.features, description = seed.description
from (values
    ('starter', 2, 0, 0, array['review', 'export'], 'To look around. Batches need plus or growth.'),
    ('plus', 10, 4900, 49000, array['review', 'export', 'batch'], 'Batches of up to 25 documents for a team.'),
    ('growth', 60, 14900, 149000, array['review', 'export', 'batch', 'priority'], 'Batches of up to 100 documents, many at once.')
) as seed (name, submissions, monthly, yearly, features, description)
where t.name = seed.name;
grant update on tiers to ${service};

-- Where a subscription comes from, when it ends, and from which instant its billing periods count.
alter table subscriptions
    drop constraint subscriptions_status_check,
    add check (status in
        ('incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'canceled', 'unpaid', 'paused')),
    add given_by      text        not null default 'admin' check (given_by in ('admin', 'stripe')),
    add ends_at       timestamptz, -- set for one that was cancelled to a date: from then on it gives nothing
    add period_anchor timestamptz not null default '2000-01-01T00:00:00Z'; -- the default: calendar months, UTC
create index subscriptions_to_end on subscriptions (ends_at) where status in ('active', 'trialing');

-- A period begins at an instant: a subscription starts in the middle of a day, and a new one may start on the day of the old.
alter table reservations drop constraint reservations_user_id_period_fkey;
alter table accounts alter period type timestamptz using period::timestamp at time zone 'UTC';
alter table reservations alter period type timestamptz using period::timestamp at time zone 'UTC';
alter table ledger alter period type timestamptz using period::timestamp at time zone 'UTC';
alter table reservations add foreign key (user_id, period) references accounts;

-- Pages of the plan that were set aside or charged on one day (UTC), for tiers with a daily limit. Counted always, so that a limit
-- holds on the day on which it is given.
alter table accounts
    add day               date        not null default '2000-01-01',
    add day_pages         bigint      not null default 0 check (day_pages >= 0),
    add exhausted_at      timestamptz, -- a document was refused for want of pages; told once
    add closed_at         timestamptz; -- the period is over and nothing of it is reserved any more
create index accounts_to_close on accounts (period) where closed_at is null;

-- Submissions of the last minute, for the rate limit.
create table submissions (
    user_id text        not null,
    at      timestamptz not null
);
create index submissions_by_user on submissions (user_id, at);
call protect_user_rows('submissions');
grant select, insert, delete on submissions to ${service};

-- The billing period around an instant: months counted from the anchor. A month without the anchor's day ends the period on its
-- last day, and the next one is back on the anchor's: 31 January, 28 February, 31 March. All of it in UTC, where no day has 23
-- hours.
create function billing_period(p_anchor timestamptz, p_at timestamptz, out starts timestamptz, out ends timestamptz)
    language plpgsql immutable
as $$
declare
    v_anchor timestamp := p_anchor at time zone 'UTC';
    v_at     timestamp := p_at at time zone 'UTC';
    v_months int := (extract(year from v_at) - extract(year from v_anchor)) * 12
                    + extract(month from v_at) - extract(month from v_anchor);
begin
    if v_anchor + make_interval(months => v_months) > v_at then
        v_months := v_months - 1;
    end if;
    starts := (v_anchor + make_interval(months => v_months)) at time zone 'UTC';
    ends := (v_anchor + make_interval(months => v_months + 1)) at time zone 'UTC';
end
$$;

-- The tier that counts for a user: that of a subscription in good standing, else starter.
create or replace function tier_of(p_user text) returns text
    language sql stable
    return coalesce(
        (select tier from subscriptions
         where user_id = p_user and status in ('active', 'trialing') and (ends_at is null or ends_at > now())),
        'starter');

-- The period that is running for a user, by the clock of the database. Whoever had a subscription keeps its periods.
create function period_of(p_user text, out starts timestamptz, out ends timestamptz)
    language sql stable
begin atomic
    select b.starts, b.ends
    from billing_period(
        coalesce((select period_anchor from subscriptions where user_id = p_user), '2000-01-01T00:00:00Z'), now()) b;
end;
