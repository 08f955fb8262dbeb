-- Problems that many have: requests of kind 'problem' to which others are joined, and how similar requests are found.

insert into fact (name, fact_value) values ('problem_version', '0');

create table problem (
  ticket_id bigint primary key references ticket (id),
  -- open | known | solved
  state text not null,
  -- the known error, in the desk's own words: for the desk alone
  symptom text not null default '',
  cause text not null default '',
  workaround text not null default '',
  created_at bigint not null,
  solved_at bigint
);
create index problem_going_on on problem (ticket_id) where state <> 'solved';

-- what others read of a problem: written for them by the desk, and read again before anybody else does
create table problem_summary (
  problem_id bigint not null references problem (ticket_id),
  locale text not null,
  words text not null,
  -- null: nobody outside the desk reads it yet
  approved_at bigint,
  approved_by bigint references person (id),
  primary key (problem_id, locale)
);

-- the requests that are of a problem, itself among them
create table problem_ticket (
  ticket_id bigint primary key references ticket (id),
  -- null: it was taken out again
  problem_id bigint references problem (ticket_id),
  joined_at bigint not null,
  -- joined by its reporter before it was filed: no card of its own, unless it comes back
  is_quiet bigint not null default 0,
  -- its reporter has said that it works
  confirmed_at bigint
);
create index problem_ticket_problem on problem_ticket (problem_id) where problem_id is not null;

-- what requests tell, as stems of words without order: to compare, never to show. Private ones have none
create table gist (
  ticket_id bigint primary key references ticket (id),
  system_key text not null,
  created_at bigint not null,
  words text not null,
  -- 1: it was looked whether others are like it
  is_looked bigint not null default 0,
  -- the first request of those with which it was proposed as a common problem
  cluster_id bigint
);
create index gist_recent on gist (system_key, created_at);
create index gist_new on gist (created_at) where is_looked = 0;
