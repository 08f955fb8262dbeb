-- Visits to facilities.

-- the day on which somebody of the desk goes to the facility, in days since 1970
alter table ticket add column visit_day bigint;
-- who goes, as it was written
alter table ticket add column visit_by text;
