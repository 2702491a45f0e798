-- The two steps of the ledger, each one call: a reservation is on the path of every document, and a round trip costs more than
-- all the work in here.

-- The billing period that is running: the calendar month, UTC, by the clock of the database.
create function billing_period() returns date
    language sql stable
    return date_trunc('month', now() at time zone 'UTC')::date;

-- The tier that counts for a user: that of a subscription in good standing, else starter.
create function tier_of(p_user text) returns text
    language sql stable
    return coalesce(
        (select tier from subscriptions where user_id = p_user and status in ('active', 'trialing')), 'starter');

-- Sets pages aside. Answers reserved, insufficient, mismatch (the same id was used for something else), or the final state that
-- the reservation already has. insufficient is not stored, so the same call may succeed after an upgrade.
create function reserve_pages(p_id uuid, p_user text, p_document uuid, p_run int, p_pages int, p_lifetime interval)
    returns table (now_state text, pages_left bigint)
    language plpgsql
as $$
declare
    r       reservations;
    a       accounts;
    v_limit bigint;
begin
    select * into r from reservations where id = p_id;
    if found and (r.user_id <> p_user or r.pages <> p_pages) then
        return query select 'mismatch', 0::bigint;
        return;
    end if;
    -- The account first: one order of locks everywhere.
    insert into accounts (user_id, period) values (p_user, coalesce(r.period, billing_period())) on conflict do nothing;
    select * into a from accounts where user_id = p_user and period = coalesce(r.period, billing_period()) for update;
    select pages_per_period into v_limit from tiers where name = tier_of(p_user);

    -- Again, now that nobody else can change it.
    select * into r from reservations where id = p_id;
    if found and (r.user_id <> p_user or r.pages <> p_pages) then
        return query select 'mismatch', 0::bigint;
    elsif found and r.state = 'reserved' then
        update reservations set expires_at = greatest(expires_at, now() + p_lifetime) where id = p_id;
        return query select r.state, greatest(v_limit - a.used - a.reserved, 0);
    elsif found and r.state <> 'expired' then
        return query select r.state, greatest(v_limit - a.used - a.reserved, 0);
    elsif a.used + a.reserved + p_pages > v_limit then
        return query select 'insufficient', greatest(v_limit - a.used - a.reserved, 0);
    else
        insert into reservations (id, user_id, period, document_id, run, pages, state, expires_at)
        values (p_id, p_user, a.period, p_document, p_run, p_pages, 'reserved', now() + p_lifetime)
        on conflict (id) do update set state = 'reserved', settled_at = null, expires_at = excluded.expires_at
            where reservations.user_id = p_user and reservations.state = 'expired';
        if not found then
            return query select 'mismatch', 0::bigint;
            return;
        end if;
        update accounts set reserved = reserved + p_pages where user_id = p_user and period = a.period;
        insert into ledger (user_id, period, reservation_id, kind, used_change, reserved_change)
        values (p_user, a.period, p_id, 'reserve', 0, p_pages);
        return query select 'reserved', greatest(v_limit - a.used - a.reserved - p_pages, 0);
    end if;
end
$$;

-- Ends a reservation: p_to is committed, released or expired. The first of committed and released wins and later ones change
-- nothing. A commit after the expiry, or for a reservation that is not known, still charges: the work was delivered; it is
-- flagged late. Answers the state, and whether this call was such a late charge.
create function settle_pages(p_id uuid, p_to text, p_user text, p_document uuid, p_run int, p_pages int)
    returns table (now_state text, charged_late boolean)
    language plpgsql
as $$
declare
    r          reservations;
    v_charged  int := 0;
    v_freed    int := 0;
begin
    select * into r from reservations where id = p_id;
    if not found and p_to <> 'committed' then
        return query select 'unknown', false;
        return;
    end if;
    insert into accounts (user_id, period) values (p_user, coalesce(r.period, billing_period())) on conflict do nothing;
    perform 1 from accounts where user_id = p_user and period = coalesce(r.period, billing_period()) for update;

    select * into r from reservations where id = p_id;
    if not found then
        insert into reservations (id, user_id, period, document_id, run, pages, state, expires_at)
        values (p_id, p_user, billing_period(), p_document, p_run, p_pages, 'expired', now())
        returning * into r;
    end if;
    if r.user_id <> p_user then
        return query select 'mismatch', false;
        return;
    elsif r.state in ('committed', 'released') or (p_to = 'expired' and (r.state = 'expired' or r.expires_at > now())) then
        return query select r.state, false;
        return;
    end if;

    if p_to = 'committed' then
        v_charged := least(p_pages, r.pages); -- never more than was asked for
    end if;
    if r.state = 'reserved' then
        v_freed := r.pages;
    end if;
    update accounts set used = used + v_charged, reserved = reserved - v_freed
    where user_id = r.user_id and period = r.period;
    update reservations
    set state = p_to, settled_at = now(), late = (p_to = 'committed' and r.state = 'expired'),
        charged = case p_to when 'expired' then null else v_charged end
    where id = p_id;
    insert into ledger (user_id, period, reservation_id, kind, used_change, reserved_change, late)
    values (r.user_id, r.period, p_id,
            case p_to when 'committed' then 'commit' when 'released' then 'release' else 'expire' end,
            v_charged, -v_freed, p_to = 'committed' and r.state = 'expired');
    return query select p_to, p_to = 'committed' and r.state = 'expired';
end
$$;
