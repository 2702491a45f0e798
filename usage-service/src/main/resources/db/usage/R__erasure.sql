-- Repeatable: the current text of the erasure of a person.

-- Replaces a user by a pseudonym. Plan, submissions and stored answers are deleted; account, reservations, ledger, credits and payments
-- keep their numbers under the pseudonym, because money must add up. Stripe's events keep no content. p_pseudonym begins with erased-.
create or replace function erase_user(p_user text, p_pseudonym text) returns void
    language plpgsql
as $$
begin
    if p_pseudonym not like 'erased-%' or p_user like 'erased-%' then
        raise exception 'a pseudonym begins with erased-, a user does not';
    end if;
    -- The order of docs/ledger.md: Stripe's events, then the customers, then the pages of the user.
    perform from webhook_logs
    where customer_id in (select customer_id from stripe_customers where user_id = p_user)
    order by event_id
    for update;
    perform pg_advisory_xact_lock(hashtextextended('stripe ' || customer_id, 0))
    from (select customer_id from stripe_customers where user_id = p_user order by customer_id) customers;
    perform lock_pages_of(p_user);
    delete from subscriptions where user_id = p_user;
    delete from submissions where user_id = p_user;
    delete from idempotency_keys where user_id = p_user;
    update accounts set user_id = p_pseudonym where user_id = p_user; -- reservations follow
    update ledger set user_id = p_pseudonym where user_id = p_user;
    update credits set user_id = p_pseudonym where user_id = p_user;
    update credit_transactions set user_id = p_pseudonym, reason = null where user_id = p_user;
    update stripe_customers set user_id = p_pseudonym where user_id = p_user;
    update stripe_subscriptions set user_id = p_pseudonym where user_id = p_user;
    update payments set user_id = p_pseudonym where user_id = p_user;
    update payment_failures set user_id = p_pseudonym where user_id = p_user;
    update payment_attempts set user_id = p_pseudonym where user_id = p_user;
    update webhook_logs l
    set status = 'ignored', reason = 'erased', error = null, customer_id = null,
        payload = jsonb_build_object(
            'id', event_id, 'type', type, 'created', extract(epoch from created_at)::bigint,
            'data', jsonb_build_object('object', jsonb_build_object('id', subject)))::text
    from (select customer_id from stripe_customers where user_id like 'erased-%') erased -- what came since of other users, too
    where (l.customer_id = erased.customer_id or l.subject = erased.customer_id) and l.reason is distinct from 'erased';
    update admin_actions
    set target = p_pseudonym, reason = null,
        before = replace(before::text, to_json(p_user)::text, to_json(p_pseudonym)::text)::jsonb,
        after = replace(after::text, to_json(p_user)::text, to_json(p_pseudonym)::text)::jsonb
    where target = p_user;
    update admin_actions set actor = p_pseudonym where actor = p_user;
end
$$;
