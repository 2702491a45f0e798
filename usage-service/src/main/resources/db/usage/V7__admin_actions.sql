-- What administrators did, and what others tried to do as such. Written in the transaction of the deed: neither is there without
-- the other. Only administrators read it, through the service; users have no rows in it, so it has no user_id.
create table admin_actions (
    id      uuid        primary key default gen_random_uuid(),
    actor   text        not null check (length(actor) between 1 and 255),
    action  text        not null check (length(action) between 1 and 300),
    target  text        check (length(target) <= 255), -- a user, a tier or an event; null where a refused call names none
    reason  text        check (length(reason) <= 1000),
    before  jsonb,
    after   jsonb,
    outcome text        not null check (outcome in ('done', 'refused')),
    at      timestamptz not null default clock_timestamp()
);
create index admin_actions_by_age on admin_actions (at desc, id desc);
create index admin_actions_by_target on admin_actions (target, at desc, id desc);
create index admin_actions_refused on admin_actions (actor, at) where outcome = 'refused';
call make_append_only('admin_actions');
grant select, insert on admin_actions to ${service};

-- Notes a refused call, unless this caller has already filled the minute: whoever is refused must not be able to fill the table.
-- Answers whether it was noted.
create function note_refused_action(p_actor text, p_action text, p_per_minute int) returns boolean
    language plpgsql
as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('refused actions of ' || p_actor, 0));
    insert into admin_actions (actor, action, outcome)
    select p_actor, p_action, 'refused'
    where p_per_minute > (
        select count(*) from admin_actions
        where actor = p_actor and outcome = 'refused' and at > clock_timestamp() - interval '1 minute');
    return found;
end
$$;
