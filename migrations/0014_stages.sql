-- What the clocks have done, and who of the desk is away.

-- each stage of a ticket's stint that was done: once, whatever happens
create table stage (
  ticket_id bigint not null references ticket (id),
  -- the number of the stint; of somebody's silence the time since which they are silent
  stint bigint not null,
  -- a word of core::stage
  kind text not null,
  done_at bigint not null,
  primary key (ticket_id, stint, kind)
) /* by key */;

-- days since 1970 where the desk is, the first and the last that somebody is away
create table absence (
  id bigint primary key,
  person_id bigint not null references person (id),
  from_day bigint not null,
  until_day bigint not null,
  -- who has their requests meanwhile; null: they go back to all
  deputy_id bigint references person (id),
  -- 1: what they had was handed over
  handed_over bigint not null default 0,
  -- when they came back early, or said otherwise; null: it counts
  ended_at bigint
);
create index absence_of on absence (person_id, until_day);

-- What was here before the clocks is passed on by nobody but people, until it comes to another tier.
insert into stage (ticket_id, stint, kind, done_at)
select ticket.id, 1, one.kind, ticket.updated_at from ticket
cross join (select 'answer_soon' as kind union all select 'answer_late' union all select 'due_soon'
            union all select 'overdue') as one
where ticket.is_practice = 0 and ticket.closed_at is null;
