-- Repeatable: the current text of the functions that keep the inbox's partitions. They run with the rights of the schema's owner, because
-- the service has none to define tables. Both give up after a second rather than make listeners wait for a lock, and are called again.

-- The lowest UUID of version 7 at a time: its first 48 bits are milliseconds (RFC 9562, 5.7).
create or replace function first_event_id(p_at timestamptz) returns uuid
    language sql
    stable
as $$
    select (lpad(to_hex((extract(epoch from p_at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Creates the partition of a day in UTC. Answers created, or why not: exists, busy (another replica is at it), default_has_rows (rows of
-- that day are in the default partition, and stay there), locked (a lock was not free within a second). One replica creates at a time,
-- so the table's name is free. The new table is attached, not created as a partition: that locks the default partition, and not those
-- that listeners insert into.
create or replace function prepare_inbox_partition(p_day date) returns text
    language plpgsql
    security definer
    set search_path = ${flyway:defaultSchema}, pg_temp
    set lock_timeout = '1s'
as $$
declare
    v_name  text := 'inbox_' || to_char(p_day, 'YYYYMMDD');
    v_first uuid := first_event_id(p_day::timestamp at time zone 'UTC');
    v_next  uuid := first_event_id((p_day + 1)::timestamp at time zone 'UTC');
begin
    if to_regclass(v_name) is not null then
        return 'exists';
    elsif not pg_try_advisory_xact_lock(hashtext(current_schema() || '.inbox'), 0) then
        return 'busy';
    elsif to_regclass(v_name) is not null then
        return 'exists';
    elsif exists (select from inbox_default where event_id >= v_first and event_id < v_next) then
        return 'default_has_rows';
    end if;
    execute format('create table %I (like inbox including all)', v_name);
    execute format('alter table inbox attach partition %I for values from (%L) to (%L)', v_name, v_first, v_next);
    return 'created';
exception
    when check_violation then
        return 'default_has_rows';
    when lock_not_available then
        return 'locked';
end
$$;

-- Days whose partition may be dropped, oldest first: all their events were made longer ago than the age.
create or replace function past_inbox_partitions(p_age interval) returns setof date
    language sql
    stable
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select day
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    cross join lateral (
        select case when c.relname ~ '^inbox_[0-9]{8}$' then to_date(right(c.relname, 8), 'YYYYMMDD') end) dated (day)
    where i.inhparent = 'inbox'::regclass
      and (day + 1)::timestamp at time zone 'UTC' <= now() - p_age
    order by day
$$;

-- Drops the partition of a day if its rows are all older than the age. Answers dropped, or why not: kept (an event of that day was
-- received later: it had waited in an outbox), gone (another replica has dropped it), locked (a listener is at work in it).
create or replace function drop_inbox_partition(p_day date, p_age interval) returns text
    language plpgsql
    security definer
    set search_path = ${flyway:defaultSchema}, pg_temp
    set lock_timeout = '1s'
as $$
declare
    v_name text := 'inbox_' || to_char(p_day, 'YYYYMMDD');
    v_kept boolean;
begin
    execute format('select exists (select from %I where received_at >= now() - $1)', v_name) into v_kept using p_age;
    if v_kept then
        return 'kept';
    end if;
    execute format('drop table %I', v_name);
    return 'dropped';
exception
    when undefined_table then
        return 'gone';
    when lock_not_available then
        return 'locked';
end
$$;

-- What the version before called: it may still run while this one starts.
create or replace function create_inbox_partition(p_day date) returns boolean
    language sql
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select prepare_inbox_partition(p_day) = 'created'
$$;

create or replace function drop_inbox_partition(p_age interval) returns text
    language sql
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select 'inbox_' || to_char(day, 'YYYYMMDD')
    from past_inbox_partitions(p_age) day
    where drop_inbox_partition(day, p_age) = 'dropped'
    limit 1
$$;

revoke all on function first_event_id(timestamptz), prepare_inbox_partition(date), past_inbox_partitions(interval),
    drop_inbox_partition(date, interval), create_inbox_partition(date), drop_inbox_partition(interval) from public;
grant execute on function first_event_id(timestamptz), prepare_inbox_partition(date), past_inbox_partitions(interval),
    drop_inbox_partition(date, interval), create_inbox_partition(date), drop_inbox_partition(interval) to ${service};
