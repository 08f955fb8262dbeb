create function clock_event_refuse() returns trigger language plpgsql as
$$ begin raise exception 'clock_event is append-only'; end $$;
create trigger clock_event_append_only before update or delete on clock_event
for each row execute function clock_event_refuse();
