-- Who is on duty when, and when the desk was not running.

-- a shift of each week; a tier of which nobody has one is looked after by all who work in it
create table rota (
  id bigint primary key,
  tier bigint not null,
  person_id bigint not null references person (id),
  -- a bit for each day, from Monday, 1, to Sunday, 64
  days bigint not null,
  -- local minutes after midnight; until at or before from is on the next day
  from_minute bigint not null,
  until_minute bigint not null,
  set_by bigint not null references person (id),
  set_at bigint not null,
  -- null: it counts
  ended_at bigint
);
create index rota_now on rota (tier, person_id) where ended_at is null;

-- times in which the desk itself did not run, by its own clock
create table outage (
  id bigint primary key,
  from_at bigint not null,
  until_at bigint not null
);
create index outage_until on outage (until_at);
