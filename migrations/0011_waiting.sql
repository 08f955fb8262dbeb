-- What waits for somebody, and what the clock has done about it.

-- since when the ticket waits for whom it waits for: the change of its status, the last question, or the last
-- reminder; null: it waited before this was counted
alter table ticket add column waits_since bigint;
-- how many of the reminders of its status were sent, or of what comes after them was done
alter table ticket add column nudges bigint not null default 0;
-- how it was closed, where that is not the usual way: no_answer
alter table ticket add column ending text not null default '';
-- since when somebody is to call the reporter, whom no chat reaches; null: nobody has to
alter table ticket add column call_since bigint;
-- how many messages for the reporter were lost since they were reached last
alter table ticket add column missed bigint not null default 0;

-- when its writer was reminded of it; null: not yet
alter table draft add column reminded_at bigint;

-- Whatever waits today is looked at, and waits from then on: nobody is reminded of many things at once.
insert into timer (id, address, user_key, kind, subject_id, due_at)
select -id, reporter_address, 'desk', 'ticket', id, 0 from ticket
where status in ('waiting_reporter', 'waiting_focal_point', 'resolved');
