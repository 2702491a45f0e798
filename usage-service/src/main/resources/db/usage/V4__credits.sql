-- Pages that were bought or given beside the plan's. They do not lapse; they are drawn on when the plan has none left.
create table credits (
    user_id  text   primary key,
    balance  bigint not null default 0 check (balance >= 0),
    reserved bigint not null default 0 check (reserved between 0 and balance)
);

-- Every change of a balance: balance = sum(pages).
create table credit_transactions (
    id             uuid        primary key default gen_random_uuid(),
    user_id        text        not null,
    kind           text        not null check (kind in ('purchase', 'usage', 'refund', 'bonus', 'adjustment')),
    pages          bigint      not null,
    balance_after  bigint      not null check (balance_after >= 0),
    shortfall      bigint      not null default 0 check (shortfall >= 0), -- what a refund could not take back: it was used
    source         text        not null, -- what caused it; the same cause changes a balance once
    reservation_id uuid,
    amount_cents   bigint,
    currency       text,
    actor          text,       -- the administrator, where one did it
    reason         text,
    created_at     timestamptz not null default clock_timestamp(),
    unique (user_id, source),
    check (case kind when 'purchase' then pages > 0 when 'bonus' then pages > 0
                     when 'usage' then pages < 0 when 'refund' then pages <= 0 else pages <> 0 end)
);
create index credit_transactions_by_user on credit_transactions (user_id, created_at desc, id desc);

call protect_user_rows('credits');
call protect_user_rows('credit_transactions');
call make_append_only('credit_transactions');
grant select on credits, credit_transactions to ${app};
grant select, insert, update on credits to ${service};
grant select, insert on credit_transactions to ${service};

-- Which part of a reservation is on credit.
alter table reservations
    add credit_pages   int  not null default 0 check (credit_pages between 0 and pages),
    add credit_charged int  not null default 0 check (credit_charged >= 0),
    add day            date not null default '2000-01-01', -- on which the plan's pages were set aside, UTC
    add document_type  text,
    add checked_at     timestamptz, -- compared with the extraction's events
    drop constraint reservations_pages_check,
    add check (pages >= 0); -- 0: a run that ended before anything was reserved for it
alter table ledger
    add credits_used_change     int not null default 0,
    add credits_reserved_change int not null default 0;
create index ledger_by_user on ledger (user_id, id);
call make_append_only('ledger');

-- One user's pages are changed by one transaction at a time: plan, credits and every period of them. All functions below take
-- this lock first; a call for several users takes them in the order of their names.
create function lock_pages_of(p_user text) returns void
    language sql
as $$
    select pg_advisory_xact_lock(hashtextextended('pages of ' || p_user, 0))
$$;

-- Changes a balance once for each source. Answers changed, known (this source was counted before) or insufficient. Pages that are
-- reserved cannot be taken. p_partly: take what is there and record the rest as shortfall, instead of refusing.
create function change_credits(
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
    update credits set balance = balance + v_pages where user_id = p_user;
    insert into credit_transactions
        (user_id, kind, pages, balance_after, shortfall, source, amount_cents, currency, actor, reason)
    values (p_user, p_kind, v_pages, c.balance + v_pages, v_pages - p_pages, p_source, p_amount_cents, p_currency,
            p_actor, p_reason);
    return query select 'changed', c.balance + v_pages, v_pages;
end
$$;
