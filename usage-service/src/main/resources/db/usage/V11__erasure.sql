-- Erasing a person: the user becomes a pseudonym everywhere, so that sums stay and nobody is named. R__erasure.sql does it.

-- A row of an append-only table may change in one way: the column that names the user (the first argument) becomes a pseudonym, once,
-- and with it the columns that a person may have filled with words about that user (the further arguments).
create function refuse_rewriting_except_erasure() returns trigger
    language plpgsql
as $$
declare
    v_names text[] := tg_argv;
begin
    if to_jsonb(new) ->> tg_argv[0] like 'erased-%' and to_jsonb(old) ->> tg_argv[0] not like 'erased-%'
            and to_jsonb(new) - v_names = to_jsonb(old) - v_names then
        return new;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

drop trigger append_only on ledger;
create trigger append_only before delete or truncate on ledger execute function refuse_rewriting();
create trigger append_only_rows before update on ledger
    for each row execute function refuse_rewriting_except_erasure('user_id');
grant update (user_id) on ledger to ${service};

drop trigger append_only on credit_transactions;
create trigger append_only before delete or truncate on credit_transactions execute function refuse_rewriting();
create trigger append_only_rows before update on credit_transactions
    for each row execute function refuse_rewriting_except_erasure('user_id', 'reason');
grant update (user_id, reason) on credit_transactions to ${service};

drop trigger append_only on admin_actions;
create trigger append_only before delete or truncate on admin_actions execute function refuse_rewriting();
create trigger append_only_rows before update on admin_actions
    for each row execute function refuse_rewriting_except_erasure('target', 'before', 'after', 'reason');
grant update (target, before, after, reason) on admin_actions to ${service};

-- Reservations follow their account to the pseudonym.
alter table reservations
    drop constraint reservations_user_id_period_fkey,
    add constraint reservations_user_id_period_fkey
        foreign key (user_id, period) references accounts on update cascade;
grant update (user_id) on stripe_customers to ${service};
grant delete on subscriptions to ${service};
