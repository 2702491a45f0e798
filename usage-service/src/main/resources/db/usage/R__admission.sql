-- Repeatable: the current text of what an admission calls. Flyway runs it again when it changes; create or replace keeps grants.

-- Seconds until the rate of a user admits a submission; 0 for now. Changes nothing.
create or replace function submission_wait(p_user text, p_per_minute int) returns int
    language sql stable
as $$
    -- The submission whose expiry makes room, also where the limit was lowered meanwhile.
    with recent as (
        select at, count(*) over () as n, row_number() over (order by at) as i
        from submissions where user_id = p_user and at > clock_timestamp() - interval '1 minute'
    )
    select coalesce(max(greatest(1, ceil(extract(epoch from at + interval '1 minute' - clock_timestamp())))::int), 0)
    from recent where n >= p_per_minute and i = n - p_per_minute + 1
$$;

-- Counts a submission against the rate of its user. Answers 0, or the seconds until the next one is admitted. Exact across
-- replicas: the advisory lock serialises the calls of one user.
create or replace function admit_submission(p_user text, p_per_minute int) returns int
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
    -- The submission whose expiry makes room, also where the limit was lowered meanwhile.
    select at into v_oldest from submissions where user_id = p_user order by at offset v_count - p_per_minute limit 1;
    return greatest(1, ceil(extract(epoch from v_oldest + interval '1 minute' - clock_timestamp())))::int;
end
$$;
