create trigger clock_event_no_update before update on clock_event
begin select raise(abort, 'clock_event is append-only'); end;
create trigger clock_event_no_delete before delete on clock_event
begin select raise(abort, 'clock_event is append-only'); end;
