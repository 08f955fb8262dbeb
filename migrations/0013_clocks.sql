-- The clocks of tickets: what happened to each, and when the next of its times are over.

-- What concerns a ticket's clocks, only ever added to. version and step: the version of the ticket that it made, and its
-- place among what made that version; at: by the platform's time; noted_at: by the desk's.
create table clock_event (
  ticket_id bigint not null references ticket (id),
  version bigint not null,
  step bigint not null,
  at bigint not null,
  noted_at bigint not null,
  -- entered | answered | waits_for_reporter | waits_outside | resumed | priority | promised | resolved | reopened |
  -- ended | taken_back
  kind text not null,
  -- 0: it waits for a partner's focal point
  tier bigint not null,
  priority_key text not null,
  -- of promised: the day; of taken_back: the act
  word text not null,
  act_id bigint,
  primary key (ticket_id, version, step)
) /* by key */;

-- when somebody should have answered, and when it should be resolved or passed on; null: no time runs
alter table ticket add column response_due bigint;
alter table ticket add column resolve_due bigint;

-- Days on which the desk is closed, or open for less, declared while it runs; they count besides those of its file.
create table day_off (
  id bigint primary key,
  -- in days since 1970
  day bigint not null,
  -- a province or district, folded; '' everywhere
  place text not null,
  -- as it is shown
  place_name text not null,
  -- when the desk is open all the same, '07:30-12:00'; '': not at all
  hours text not null,
  actor_id bigint not null,
  created_at bigint not null,
  -- null: it counts
  withdrawn_at bigint,
  unique (day, place)
);
-- rises with each change of them
insert into fact (name, fact_value) values ('day_off_version', '0');

-- What is here already has been in its tier since it came.
insert into clock_event (ticket_id, version, step, at, noted_at, kind, tier, priority_key, word)
select id, 0, 0, created_at, created_at, 'entered', case when status = 'waiting_focal_point' then 0 else tier end,
  priority_key, '' from ticket where is_practice = 0;
insert into clock_event (ticket_id, version, step, at, noted_at, kind, tier, priority_key, word)
select id, 0, 1, acknowledged_at, acknowledged_at, 'answered', tier, priority_key, '' from ticket
where is_practice = 0 and acknowledged_at is not null;
insert into clock_event (ticket_id, version, step, at, noted_at, kind, tier, priority_key, word)
select id, 0, 2, coalesce(waits_since, updated_at), coalesce(waits_since, updated_at),
  case when status = 'waiting_reporter' then 'waits_for_reporter' else 'waits_outside' end, tier, priority_key, ''
from ticket where is_practice = 0 and status in ('waiting_reporter', 'waiting_third_party');
insert into clock_event (ticket_id, version, step, at, noted_at, kind, tier, priority_key, word)
select id, 0, 2, resolved_at, resolved_at, 'resolved', tier, priority_key, '' from ticket
where is_practice = 0 and resolved_at is not null;
insert into clock_event (ticket_id, version, step, at, noted_at, kind, tier, priority_key, word)
select id, 0, 3, closed_at, closed_at, 'ended', tier, priority_key, '' from ticket
where is_practice = 0 and closed_at is not null;
