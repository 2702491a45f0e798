-- The two policies that every table with a user_id has, in one place: the app role sees and writes the rows of the user for whom
-- the transaction runs, the service role those of everybody. Without a user the app role sees nothing. Grants stay with the table.
create procedure protect_user_rows(p_table regclass)
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', p_table);
    execute format('alter table %s force row level security', p_table);
    execute format(
        'create policy own_rows on %s to ${app}'
        || ' using (user_id = nullif(current_setting(''app.user_id'', true), ''''))'
        || ' with check (user_id = nullif(current_setting(''app.user_id'', true), ''''))',
        p_table);
    execute format('create policy service_rows on %s to ${service} using (true) with check (true)', p_table);
end
$$;

-- For tables that record what happened: whoever may write them, nobody rewrites or removes a row, their owner neither.
create function refuse_rewriting() returns trigger
    language plpgsql
as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;
create procedure make_append_only(p_table regclass)
    language plpgsql
as $$
begin
    execute format(
        'create trigger append_only before update or delete or truncate on %s execute function refuse_rewriting()', p_table);
end
$$;
