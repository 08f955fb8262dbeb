create function audit_refuse() returns trigger language plpgsql as $$ begin raise exception 'audit is append-only'; end $$;
create trigger audit_append_only before update or delete on audit for each row execute function audit_refuse();
