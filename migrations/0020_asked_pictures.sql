-- Pictures that came when a request was filed: their writer is asked whether they show a patient, and until they have
-- said no, no group is shown them.
alter table attachment add column asked bigint not null default 0;
