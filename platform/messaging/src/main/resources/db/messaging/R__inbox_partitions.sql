-- Repeatable: the current text of the functions that keep the inbox's partitions. They run with the rights of the schema's owner, because
-- the service has none to define tables. Both give up after a second rather than make listeners wait for a lock, and are called again.

-- The lowest UUID of version 7 at a time: its first 48 bits are milliseconds (RFC 9562, 5.7).
create or replace function first_event_id(p_at timestamptz) returns uuid
    language sql
    stable
as $$
    select (lpad(to_hex((extract(epoch from p_at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Creates the partition of a day in UTC; true if it did. While the default partition holds rows of that day it cannot, and they stay
-- there. One replica creates at a time, so the table's name is free. The new table is attached, not created as a partition: that
-- locks the default partition, and not those that listeners insert into.
create or replace function create_inbox_partition(p_day date) returns boolean
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
    if not pg_try_advisory_xact_lock(hashtext(current_schema() || '.inbox'), 0)
        or to_regclass(v_name) is not null
        or exists (select from inbox_default where event_id >= v_first and event_id < v_next)
    then
        return false;
    end if;
    execute format('create table %I (like inbox including all)', v_name);
    execute format('alter table inbox attach partition %I for values from (%L) to (%L)', v_name, v_first, v_next);
    return true;
exception when check_violation or lock_not_available then
    return false;
end
$$;

-- Drops the oldest partition whose day is past and whose rows are all older than the age, and returns its name; null if there is none.
-- The day of an event is when it was made: one that waited in an outbox for days was received later, so the rows are asked too.
create or replace function drop_inbox_partition(p_age interval) returns text
    language plpgsql
    security definer
    set search_path = ${flyway:defaultSchema}, pg_temp
    set lock_timeout = '1s'
as $$
declare
    v_name text;
    v_kept boolean;
begin
    for v_name in
        select c.relname
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'inbox'::regclass
          and c.relname ~ '^inbox_[0-9]{8}$'
          and (to_date(right(c.relname, 8), 'YYYYMMDD') + 1)::timestamp at time zone 'UTC' <= now() - p_age
        order by c.relname
    loop
        execute format('select exists (select from %I where received_at >= now() - $1)', v_name) into v_kept using p_age;
        if not v_kept then
            execute format('drop table %I', v_name);
            return v_name;
        end if;
    end loop;
    return null;
exception when lock_not_available or undefined_table then
    return null; -- a listener is at work, or another replica has dropped it
end
$$;

revoke all on function first_event_id(timestamptz) from public;
revoke all on function create_inbox_partition(date) from public;
revoke all on function drop_inbox_partition(interval) from public;
grant execute on function first_event_id(timestamptz), create_inbox_partition(date), drop_inbox_partition(interval) to ${service};
