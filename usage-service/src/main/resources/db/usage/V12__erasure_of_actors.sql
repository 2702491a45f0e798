-- A user may also stand in the audit as the actor of a refused call. Target and actor may each become a pseudonym, once.
create function refuse_rewriting_except_erasure_of_audit() returns trigger
    language plpgsql
as $$
declare
    v_names         text[] := array['actor', 'target', 'before', 'after', 'reason'];
    v_target_erased boolean := new.target like 'erased-%' and old.target not like 'erased-%';
    v_actor_erased  boolean := new.actor like 'erased-%' and old.actor not like 'erased-%';
begin
    if to_jsonb(new) - v_names = to_jsonb(old) - v_names
            and (v_target_erased or v_actor_erased)
            and (v_target_erased or new.target is not distinct from old.target)
            and (v_actor_erased or new.actor = old.actor) then
        return new;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;
drop trigger append_only_rows on admin_actions;
create trigger append_only_rows before update on admin_actions
    for each row execute function refuse_rewriting_except_erasure_of_audit();
grant update (actor) on admin_actions to ${service};
