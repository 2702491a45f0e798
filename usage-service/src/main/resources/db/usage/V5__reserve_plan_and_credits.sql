-- The two steps of the ledger anew: periods of any anchor, daily limits, credits after the plan's pages.
drop function reserve_pages(uuid, text, uuid, int, int, interval);
drop function settle_pages(uuid, text, text, uuid, int, int);
drop function billing_period();

-- The account of a user in the running period, made where there is none.
create function open_account(p_user text) returns accounts
    language plpgsql
as $$
declare
    a        accounts;
    v_period timestamptz := (period_of(p_user)).starts;
begin
    select * into a from accounts where user_id = p_user and period = v_period;
    if not found then
        insert into accounts (user_id, period) values (p_user, v_period) returning * into a;
    end if;
    return a;
end
$$;

-- Pages of the plan that an account still has room for: of its period, and of today where the tier has a daily limit.
create function room_in(a accounts, t tiers) returns bigint
    language sql stable
    return greatest(0, least(
        t.pages_per_period - a.used - a.reserved,
        case when t.pages_per_day >= 0
             then t.pages_per_day - case when a.day = (now() at time zone 'UTC')::date then a.day_pages else 0 end
        end));

-- Sets pages aside. Answers reserved, insufficient, mismatch (the same id was used for something else), or the final state that
-- the reservation already has. insufficient is not stored, so the same call may succeed after an upgrade or with credits.
-- limited_by says which limit of the plan was met: day or period.
create function reserve_pages(p_id uuid, p_user text, p_document uuid, p_run int, p_pages int, p_lifetime interval)
    returns table (now_state text, pages_left bigint, limited_by text)
    language plpgsql
as $$
declare
    r             reservations;
    a             accounts;
    t             tiers;
    v_today       date := (now() at time zone 'UTC')::date;
    v_room        bigint;
    v_credit_room bigint;
    v_on_credit   bigint;
    v_left        bigint;
begin
    perform lock_pages_of(p_user);
    select * into r from reservations where id = p_id;
    if found and (r.user_id <> p_user or (r.pages > 0 and r.pages <> p_pages)) then
        return query select 'mismatch', 0::bigint, null::text;
        return;
    end if;
    a := open_account(p_user);
    select * into t from tiers where name = tier_of(p_user);
    v_room := room_in(a, t);
    v_credit_room := coalesce((select balance - c.reserved from credits c where c.user_id = p_user), 0);
    v_left := v_room + v_credit_room;

    if r.state in ('committed', 'released') then
        return query select r.state, v_left, null::text;
    elsif r.state = 'reserved' then
        update reservations set expires_at = greatest(expires_at, now() + p_lifetime) where id = p_id;
        return query select r.state, v_left, null::text;
    elsif p_pages > v_left then
        return query select 'insufficient', v_left,
            case when v_room < t.pages_per_period - a.used - a.reserved then 'day' else 'period' end;
    else
        v_on_credit := greatest(p_pages - v_room, 0);
        insert into reservations (id, user_id, period, day, document_id, run, pages, credit_pages, state, expires_at)
        values (p_id, p_user, a.period, v_today, p_document, p_run, p_pages, v_on_credit, 'reserved', now() + p_lifetime)
        on conflict (id) do update
            set state = 'reserved', settled_at = null, checked_at = null, expires_at = excluded.expires_at,
                period = excluded.period, day = excluded.day, credit_pages = excluded.credit_pages
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
        insert into ledger (user_id, period, reservation_id, kind, used_change, reserved_change, credits_reserved_change)
        values (p_user, a.period, p_id, 'reserve', 0, p_pages - v_on_credit, v_on_credit);
        return query select 'reserved', v_left - p_pages, null::text;
    end if;
end
$$;

-- Ends a reservation: p_to is committed, released or expired. The first of committed and released wins and later ones change
-- nothing. A commit after the expiry, or for a reservation that is not known, still charges: the work was delivered; it is
-- flagged late, draws on what there is of plan and credits, and may pass the plan's limit with the rest. A release of what is not
-- known is remembered, so that a reservation that was overtaken by it sets nothing aside. Answers the state, and whether this
-- call was such a late charge.
create function settle_pages(p_id uuid, p_to text, p_user text, p_document uuid, p_run int, p_pages int, p_type text)
    returns table (now_state text, charged_late boolean)
    language plpgsql
as $$
declare
    r              reservations;
    a              accounts;
    t              tiers;
    v_charged      int := 0; -- in all
    v_on_credit    int := 0; -- of these
    v_freed        int := 0; -- of the plan
    v_credit_freed int := 0;
    v_late         boolean;
    v_balance      bigint;
begin
    perform lock_pages_of(p_user);
    select * into r from reservations where id = p_id;
    if not found then
        if p_to = 'expired' then
            return query select 'unknown', false;
            return;
        end if;
        a := open_account(p_user);
        insert into reservations (id, user_id, period, document_id, run, pages, state, expires_at, settled_at, charged)
        select p_id, p_user, a.period, p_document, p_run,
               case p_to when 'committed' then p_pages else 0 end,
               case p_to when 'committed' then 'expired' else 'released' end, now(),
               case p_to when 'released' then now() end, case p_to when 'released' then 0 end
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
    elsif r.state in ('committed', 'released') or (p_to = 'expired' and (r.state = 'expired' or r.expires_at > now())) then
        return query select r.state, false;
        return;
    end if;

    v_late := p_to = 'committed' and r.state = 'expired';
    if p_to = 'committed' then
        v_charged := least(p_pages, r.pages); -- never more than was asked for
    end if;
    if r.state = 'reserved' then
        v_freed := r.pages - r.credit_pages;
        v_credit_freed := r.credit_pages;
        v_on_credit := greatest(v_charged - v_freed, 0);
    elsif v_late then
        select * into a from accounts where user_id = p_user and period = r.period;
        select * into t from tiers where name = tier_of(p_user);
        v_on_credit := least(
            greatest(v_charged - greatest(t.pages_per_period - a.used - a.reserved, 0), 0),
            coalesce((select c.balance - c.reserved from credits c where c.user_id = p_user), 0));
    end if;

    update accounts
    set used = used + v_charged - v_on_credit, reserved = reserved - v_freed,
        day_pages = day_pages + case when day = r.day then v_charged - v_on_credit - v_freed else 0 end
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
    set state = p_to, settled_at = now(), late = v_late, document_type = coalesce(p_type, document_type),
        charged = case p_to when 'expired' then null else v_charged end, credit_charged = v_on_credit
    where id = p_id;
    insert into ledger (user_id, period, reservation_id, kind, used_change, reserved_change, credits_used_change,
                        credits_reserved_change, late)
    values (p_user, r.period, p_id,
            case p_to when 'committed' then 'commit' when 'released' then 'release' else 'expire' end,
            v_charged - v_on_credit, -v_freed, v_on_credit, -v_credit_freed, v_late);
    return query select p_to, v_late;
end
$$;

-- Takes one place in the user's last minute: 0 seconds, or how long until there is one. Exact across replicas: one at a time.
create function take_submission(p_user text, p_per_minute int) returns int
    language plpgsql
as $$
declare
    v_oldest timestamptz;
    v_count  int;
begin
    perform pg_advisory_xact_lock(hashtextextended('submissions of ' || p_user, 0));
    delete from submissions where user_id = p_user and at <= clock_timestamp() - interval '1 minute';
    select count(*) into v_count from submissions where user_id = p_user;
    if v_count < p_per_minute then
        insert into submissions values (p_user, clock_timestamp());
        return 0;
    end if;
    -- The one whose leaving makes room, should the limit have been lowered meanwhile.
    select at into v_oldest from submissions where user_id = p_user order by at offset v_count - p_per_minute limit 1;
    return greatest(1, ceil(extract(epoch from v_oldest + interval '1 minute' - clock_timestamp())))::int;
end
$$;
