-- Repeatable: the current text of every function that changes the pages of a user. Flyway runs it after the numbered migrations,
-- on a new and on an existing database alike, and again whenever it changes; create or replace keeps grants. docs/ledger.md has
-- the table of states and calls. Each step is one function because it is on the path of every document, and a round trip costs
-- more than the work in here.

-- The billing period around an instant: months counted from the anchor. A month without the anchor's day ends the period on its
-- last day, and the next one is back on the anchor's: 31 January, 28 February, 31 March. All in UTC, where every day has 24 hours.
create or replace function billing_period(p_anchor timestamptz, p_at timestamptz, out starts timestamptz, out ends timestamptz)
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

-- The tier whose limits hold for a user at an instant: that of a subscription in good standing, else starter.
create or replace function tier_of(p_user text, p_at timestamptz default now()) returns text
    language sql stable
    return coalesce(
        (select tier from subscriptions
         where user_id = p_user and status in ('active', 'trialing') and (ends_at is null or ends_at > p_at)),
        'starter');

-- The period of a user around an instant, by the clock of the database. A user whose subscription ended keeps its periods.
create or replace function period_of(
        p_user text, p_at timestamptz default now(), out starts timestamptz, out ends timestamptz)
    language sql stable
begin atomic
    select b.starts, b.ends
    from billing_period(
        coalesce((select period_anchor from subscriptions where user_id = p_user), '2000-01-01T00:00:00Z'), p_at) b;
end;

-- The lock under which the pages of one user change: plan, credits, subscription and every period. Every function below acquires
-- it before it reads a row, and reads the clock after it: a call that waited past midnight belongs to the new day.
create or replace function lock_pages_of(p_user text) returns void
    language sql
as $$
    select pg_advisory_xact_lock(hashtextextended('pages of ' || p_user, 0))
$$;

-- Pays the debt of refunds from the free credits of a user, whose lock is held. p_source names the cause, once per user. A user with a
-- debt never has free credits.
create or replace function collect_debt(p_user text, p_source text) returns void
    language plpgsql
as $$
declare
    c       credits;
    v_pages bigint;
begin
    select * into c from credits where user_id = p_user;
    v_pages := least(c.debt, c.balance - c.reserved);
    if v_pages > 0 then
        update credits set balance = balance - v_pages, debt = debt - v_pages where user_id = p_user;
        insert into credit_transactions (user_id, kind, pages, balance_after, source)
        values (p_user, 'refund', -v_pages, c.balance - v_pages, 'debt:' || p_source);
    end if;
end
$$;

-- Changes a balance once per source. Answers changed, known (this source was counted before) or insufficient. Reserved pages cannot
-- be removed. p_partly: remove what is free and record the rest as shortfall and as debt, instead of answering insufficient.
create or replace function change_credits(
        p_user text, p_kind text, p_pages bigint, p_source text, p_partly boolean,
        p_amount_cents bigint, p_currency text, p_actor text, p_reason text)
    returns table (now_state text, now_balance bigint, changed bigint)
    language plpgsql
as $$
declare
    c         credits;
    v_pages   bigint := p_pages;
begin
    perform lock_pages_of(p_user);
    insert into credits (user_id) values (p_user) on conflict do nothing;
    select * into c from credits where user_id = p_user;
    if exists (select from credit_transactions where user_id = p_user and source = p_source) then
        return query select 'known', c.balance, 0::bigint;
        return;
    end if;
    if c.balance - c.reserved + v_pages < 0 then
        if not p_partly then
            return query select 'insufficient', c.balance, 0::bigint;
            return;
        end if;
        v_pages := c.reserved - c.balance;
    end if;
    update credits set balance = balance + v_pages, debt = debt + v_pages - p_pages where user_id = p_user;
    insert into credit_transactions
        (user_id, kind, pages, balance_after, shortfall, source, amount_cents, currency, actor, reason)
    values (p_user, p_kind, v_pages, c.balance + v_pages, v_pages - p_pages, p_source, p_amount_cents, p_currency,
            p_actor, p_reason);
    perform collect_debt(p_user, p_source);
    return query select 'changed', (select k.balance from credits k where k.user_id = p_user), v_pages;
end
$$;

-- The account of a user in the period around an instant, created where there is none.
create or replace function open_account(p_user text, p_at timestamptz) returns accounts
    language plpgsql
as $$
declare
    a        accounts;
    v_period timestamptz := (period_of(p_user, p_at)).starts;
begin
    select * into a from accounts where user_id = p_user and period = v_period;
    if not found then
        insert into accounts (user_id, period) values (p_user, v_period) returning * into a;
    end if;
    return a;
end
$$;

-- Pages that an account has room for under a limit for its period and one for a day; below 0 means no limit for the day.
create or replace function room_in(a accounts, p_limit bigint, p_day_limit bigint, p_day date) returns bigint
    language sql immutable
    return greatest(0, least(
        p_limit - a.used - a.reserved,
        case when p_day_limit >= 0 then p_day_limit - case when a.day = p_day then a.day_pages else 0 end end));

-- Reserves pages. Answers reserved, insufficient, mismatch (the id stands for something else), or the final state of the
-- reservation. insufficient is not stored, so the same call may succeed after an upgrade or with credits. limited_by says which
-- limit of the plan was met: day or period.
create or replace function reserve_pages(
        p_id uuid, p_user text, p_document uuid, p_run int, p_pages int, p_lifetime interval)
    returns table (now_state text, pages_left bigint, limited_by text)
    language plpgsql
as $$
declare
    r             reservations;
    a             accounts;
    t             tiers;
    v_now         timestamptz;
    v_today       date;
    v_room        bigint;
    v_credit_room bigint;
    v_on_credit   bigint;
    v_left        bigint;
begin
    perform lock_pages_of(p_user);
    v_now := clock_timestamp();
    select * into r from reservations where id = p_id;
    if found and (r.user_id <> p_user or (r.pages > 0 and r.pages <> p_pages)) then
        return query select 'mismatch', 0::bigint, null::text;
        return;
    end if;
    a := open_account(p_user, v_now);
    select * into t from tiers where name = tier_of(p_user, v_now);
    v_today := greatest((v_now at time zone 'UTC')::date, a.day); -- a day never goes back, even if the clock does
    v_room := room_in(a, t.pages_per_period, t.pages_per_day, v_today);
    v_credit_room := coalesce((select balance - c.reserved from credits c where c.user_id = p_user), 0);
    v_left := v_room + v_credit_room;

    if r.state in ('committed', 'released') then
        return query select r.state, v_left, null::text;
    elsif r.state = 'reserved' then
        update reservations set expires_at = greatest(expires_at, v_now + p_lifetime) where id = p_id;
        return query select r.state, v_left, null::text;
    elsif p_pages > v_left then
        return query select 'insufficient', v_left,
            case when v_room < t.pages_per_period - a.used - a.reserved then 'day' else 'period' end;
    else
        v_on_credit := greatest(p_pages - v_room, 0);
        insert into reservations (id, user_id, period, day, document_id, run, pages, credit_pages, state, expires_at,
                                  created_at, pages_limit, day_limit)
        values (p_id, p_user, a.period, v_today, p_document, p_run, p_pages, v_on_credit, 'reserved', v_now + p_lifetime,
                v_now, t.pages_per_period, t.pages_per_day)
        on conflict (id) do update
            set state = 'reserved', settled_at = null, checked_at = null, expires_at = excluded.expires_at,
                period = excluded.period, day = excluded.day, credit_pages = excluded.credit_pages,
                pages_limit = excluded.pages_limit, day_limit = excluded.day_limit
            where reservations.user_id = p_user and reservations.state = 'expired';
        if not found then
            return query select 'mismatch', 0::bigint, null::text;
            return;
        end if;
        update accounts
        set reserved = reserved + p_pages - v_on_credit,
            day = v_today, day_pages = case when day = v_today then day_pages else 0 end + p_pages - v_on_credit
        where user_id = p_user and period = a.period;
        if v_on_credit > 0 then
            update credits set reserved = reserved + v_on_credit where user_id = p_user;
        end if;
        insert into ledger (user_id, period, reservation_id, kind, used_change, reserved_change, credits_reserved_change, at)
        values (p_user, a.period, p_id, 'reserve', 0, p_pages - v_on_credit, v_on_credit, v_now);
        return query select 'reserved', v_left - p_pages, null::text;
    end if;
end
$$;

-- Settles a reservation: p_to is committed, released or expired. The first of committed and released wins, and later calls change
-- nothing. A run of a user who was erased since it was reserved is settled under the pseudonym. A commit charges the plan as far as the limits that were pinned with the reservation have room by now, and at least the
-- pages that were reserved of it; the rest is charged to credits. A commit after the expiry, or of an unknown reservation, still
-- charges because the work was delivered: it is flagged late, and may pass the plan's limit with what neither plan nor credits hold.
-- A release of an unknown reservation is recorded, so that a reserve call that it overtook reserves nothing. Answers the state, and
-- whether this call was a late charge.
create or replace function settle_pages(
        p_id uuid, p_to text, p_user text, p_document uuid, p_run int, p_pages int, p_type text)
    returns table (now_state text, charged_late boolean)
    language plpgsql
as $$
declare
    r              reservations;
    a              accounts;
    t              tiers;
    v_now          timestamptz;
    v_charged      int := 0; -- in all
    v_on_plan      int := 0; -- of these
    v_on_credit    int := 0; -- of these
    v_freed        int := 0; -- of the plan
    v_credit_freed int := 0;
    v_room         bigint;
    v_late         boolean;
    v_balance      bigint;
    v_entry        bigint;
begin
    perform lock_pages_of(p_user);
    select * into r from reservations where id = p_id;
    if r.user_id <> p_user and r.user_id like 'erased-%' and r.document_id = p_document and r.run = p_run then
        if exists (select from erasures where user_id = p_user) then
            -- The user was erased while the run was on: the reservation is settled under the pseudonym that it has now. A pseudonym's
            -- lock comes after the user's and before no other one.
            p_user := r.user_id;
            perform lock_pages_of(p_user);
            select * into r from reservations where id = p_id;
        end if;
    end if;
    v_now := clock_timestamp();
    if r.id is null then
        if p_to = 'expired' then
            return query select 'unknown', false;
            return;
        end if;
        a := open_account(p_user, v_now);
        select * into t from tiers where name = tier_of(p_user, v_now);
        insert into reservations (id, user_id, period, document_id, run, pages, state, expires_at, settled_at, charged,
                                  created_at, pages_limit, day_limit)
        select p_id, p_user, a.period, p_document, p_run,
               case p_to when 'committed' then p_pages else 0 end,
               case p_to when 'committed' then 'expired' else 'released' end, v_now,
               case p_to when 'released' then v_now end, case p_to when 'released' then 0 end,
               v_now, t.pages_per_period, t.pages_per_day
        on conflict (id) do nothing
        returning * into r;
        if not found then
            return query select 'mismatch', false;
            return;
        elsif p_to = 'released' then
            return query select 'unknown', false;
            return;
        end if;
    end if;
    if r.user_id <> p_user then
        return query select 'mismatch', false;
        return;
    elsif r.state in ('committed', 'released')
            or (p_to = 'expired' and (r.state = 'expired' or r.expires_at > v_now)) then
        return query select r.state, false;
        return;
    end if;

    v_late := p_to = 'committed' and r.state = 'expired';
    if r.state = 'reserved' then
        v_freed := r.pages - r.credit_pages;
        v_credit_freed := r.credit_pages;
    end if;
    if p_to = 'committed' then
        v_charged := least(p_pages, r.pages); -- never more than was asked for
        select * into a from accounts where user_id = p_user and period = r.period;
        select * into t from tiers where name = tier_of(p_user, v_now);
        a.reserved := a.reserved - v_freed;
        a.day_pages := a.day_pages - v_freed;
        v_room := room_in(
            a, coalesce(r.pages_limit, t.pages_per_period),
            -- Pages of a day that is over are not counted any more: its limit allows what was reserved, and of a late charge all.
            case when v_late or a.day <> r.day then -1 else coalesce(r.day_limit, t.pages_per_day) end, r.day);
        if not v_late and a.day <> r.day and coalesce(r.day_limit, t.pages_per_day) >= 0 then
            v_room := least(v_room, v_freed);
        end if;
        v_on_plan := least(v_charged, greatest(v_freed, v_room));
        v_on_credit := least(
            v_charged - v_on_plan,
            v_credit_freed + coalesce((select c.balance - c.reserved from credits c where c.user_id = p_user), 0));
        v_on_plan := v_charged - v_on_credit;
    end if;

    update accounts
    set used = used + v_on_plan, reserved = reserved - v_freed,
        day_pages = greatest(0, day_pages + case when day = r.day then v_on_plan - v_freed else 0 end)
    where user_id = p_user and period = r.period;
    if v_on_credit > 0 or v_credit_freed > 0 then
        update credits set balance = balance - v_on_credit, reserved = reserved - v_credit_freed
        where user_id = p_user returning balance into v_balance;
    end if;
    if v_on_credit > 0 then
        insert into credit_transactions (user_id, kind, pages, balance_after, source, reservation_id)
        values (p_user, 'usage', -v_on_credit, v_balance, 'reservation:' || p_id, p_id);
    end if;
    update reservations
    set state = p_to, settled_at = v_now, late = v_late, document_type = coalesce(p_type, document_type),
        charged = case p_to when 'expired' then null else v_charged end, credit_charged = v_on_credit
    where id = p_id;
    insert into ledger (user_id, period, reservation_id, kind, used_change, reserved_change, credits_used_change,
                        credits_reserved_change, late, at)
    values (p_user, r.period, p_id,
            case p_to when 'committed' then 'commit' when 'released' then 'release' else 'expire' end,
            v_on_plan, -v_freed, v_on_credit, -v_credit_freed, v_late, v_now)
    returning id into v_entry;
    if v_credit_freed > v_on_credit then
        perform collect_debt(p_user, 'ledger:' || v_entry);
    end if;
    return query select p_to, v_late;
end
$$;
