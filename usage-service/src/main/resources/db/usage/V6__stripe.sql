-- What Stripe tells us, and what follows from it. A user's plan and credits stay where they are (subscriptions, credits): these
-- tables hold what they are derived from.

-- Every event once, by Stripe's id, as it came: it can be applied again, and the newest state of a subscription is found from
-- those of it that arrived, in whatever order. For operators: users have no rights here.
create table webhook_logs (
    event_id     text        primary key,
    id           uuid        not null default gen_random_uuid() unique, -- for the cursor of a list
    type         text        not null,
    created_at   timestamptz not null, -- Stripe's
    subject      text,                 -- the subscription, invoice, session or charge that it is about
    customer_id  text,
    payload      text        not null,
    status       text        not null default 'received'
        check (status in ('received', 'applied', 'ignored', 'flagged', 'failed')),
    reason       text,                 -- why it is flagged or ignored
    error        text,                 -- of the last failure
    attempts     int         not null default 0,
    received_at  timestamptz not null default clock_timestamp(),
    processed_at timestamptz
);
create index webhook_logs_by_subject on webhook_logs (subject, created_at);
create index webhook_logs_waiting on webhook_logs (customer_id) where status = 'flagged';
create index webhook_logs_open on webhook_logs (received_at desc, id desc) where status in ('received', 'flagged', 'failed');
grant select, insert, update on webhook_logs to ${service};

-- Who pays for whom: a customer of Stripe belongs to one user, a user may have several.
create table stripe_customers (
    customer_id text        primary key,
    user_id     text        not null,
    created_at  timestamptz not null default clock_timestamp()
);
create index stripe_customers_by_user on stripe_customers (user_id, created_at desc);
call protect_user_rows('stripe_customers');
grant select on stripe_customers to ${app};
grant select, insert on stripe_customers to ${service};

-- The newest known state of each subscription. user_id is null until its customer is known; such rows no user sees.
create table stripe_subscriptions (
    subscription_id      text        primary key,
    user_id              text,
    customer_id          text        not null,
    price_id             text,
    tier                 text,                 -- of the price; null for one that is not configured
    status               text        not null, -- Stripe's word
    started_at           timestamptz not null,
    anchor               timestamptz not null, -- billing_cycle_anchor
    period_start         timestamptz,
    period_end           timestamptz,
    cancel_at            timestamptz,
    cancel_at_period_end boolean     not null,
    canceled_at          timestamptz,
    event_created        timestamptz not null, -- of the event that says so,
    event_rank           int         not null, -- and 0 for created, 1 updated, 2 deleted
    updated_at           timestamptz not null default now()
);
create index stripe_subscriptions_by_user on stripe_subscriptions (user_id);
call protect_user_rows('stripe_subscriptions');
grant select on stripe_subscriptions to ${app};
grant select, insert, update on stripe_subscriptions to ${service};

-- Money that came in: one row for an invoice, or for a checkout that bought credits.
create table payments (
    id                text        primary key, -- of the invoice or the checkout session
    user_id           text,
    customer_id       text,
    kind              text        not null check (kind in ('subscription', 'credits', 'other')),
    subscription_id   text,
    payment_intent_id text,
    amount_cents      bigint      not null check (amount_cents >= 0),
    currency          text        not null,
    pages             bigint      not null default 0 check (pages >= 0), -- that it bought
    refunded_cents    bigint      not null default 0 check (refunded_cents >= 0),
    refunded_pages    bigint      not null default 0 check (refunded_pages between 0 and pages),
    paid_at           timestamptz not null
);
create index payments_by_user on payments (user_id, paid_at desc);
create index payments_by_intent on payments (payment_intent_id);
call protect_user_rows('payments');
grant select on payments to ${app};
grant select, insert, update on payments to ${service};

-- How much of a charge was given back, in sum, as Stripe counts it: its events may overtake each other and the payment's own.
create table stripe_refunds (
    charge_id         text   primary key,
    payment_intent_id text,
    amount_cents      bigint not null,
    refunded_cents    bigint not null
);
create index stripe_refunds_by_intent on stripe_refunds (payment_intent_id);
grant select, insert, update on stripe_refunds to ${service};

-- Each failed attempt to collect an invoice; resolved when the invoice is paid.
create table payment_failures (
    invoice_id      text        not null,
    attempt         int         not null,
    user_id         text,
    customer_id     text,
    subscription_id text,
    amount_cents    bigint      not null,
    currency        text        not null,
    failed_at       timestamptz not null,
    retry_at        timestamptz, -- when Stripe tries again
    resolved_at     timestamptz,
    primary key (invoice_id, attempt)
);
create index payment_failures_by_user on payment_failures (user_id, failed_at desc);
call protect_user_rows('payment_failures');
grant select on payment_failures to ${app};
grant select, insert, update on payment_failures to ${service};

-- Checkouts that users began here, and how they ended.
create table payment_attempts (
    id         uuid        primary key,
    user_id    text        not null,
    kind       text        not null check (kind in ('subscription', 'credits')),
    price_id   text        not null,
    session_id text        unique,
    status     text        not null default 'initiated' check (status in ('initiated', 'succeeded', 'failed', 'cancelled')),
    error_code text,
    created_at timestamptz not null default clock_timestamp(),
    ended_at   timestamptz
);
create index payment_attempts_by_user on payment_attempts (user_id, created_at desc);
call protect_user_rows('payment_attempts');
grant select, insert, update on payment_attempts to ${app}, ${service};
