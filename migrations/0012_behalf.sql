-- Practice, and reports that somebody wrote down for others.

-- 1: made in practice; it counts nowhere, and nobody is told of it but whoever practises
alter table ticket add column is_practice bigint not null default 0;

-- whoever wrote it down, where that is not its reporter
alter table ticket add column filed_by bigint references person (id);
-- how the caller came to whoever wrote it down (phone, email, in_person); null: they wrote themselves
alter table ticket add column came_by text;
-- how many people it was reported for, where that is known
alter table ticket add column people_count bigint;

create index ticket_filed_by on ticket (filed_by);
