-- What was filed before all of it was told.

-- 1 while triage has to ask for what is missing, until somebody of the desk sets the category
alter table ticket add column incomplete bigint not null default 0;
