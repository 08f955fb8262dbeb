-- What people do with a request beyond the spine: more about a ticket, about a person, and what can be taken back.

-- incident | problem
alter table ticket add column kind text not null default 'incident';
-- '' while nobody has said: implementation | defect
alter table ticket add column origin text not null default '';
-- a key of the desk file's departments
alter table ticket add column department text;
alter table ticket add column is_private bigint not null default 0;
-- production | test | training
alter table ticket add column environment text not null default 'production';
-- the day that a developer promised (days since 1970)
alter table ticket add column deadline_day bigint;
alter table ticket add column duplicate_of bigint references ticket (id);
-- the support tier that has it, 1 to 4
alter table ticket add column tier bigint not null default 1;
-- a JSON list of short words
alter table ticket add column tags text not null default '[]';
-- the name of whoever it was reported for, where somebody else wrote it down
alter table ticket add column on_behalf_of text;
-- '' | pending | approved | refused
alter table ticket add column approval text not null default '';
-- the version that the last writer had read: nobody writes over what they have not seen
alter table ticket add column base_version bigint not null default 0;
create index ticket_facility on ticket (facility_id, status);
create index ticket_owner on ticket (owner_id, status);
create index ticket_partner on ticket (partner_id, status);
create index ticket_duplicates on ticket (duplicate_of) where duplicate_of is not null;

-- 1: a code or the focal point has shown that this person works at the facility, and may read its requests
alter table person add column facility_proven bigint not null default 0;
alter table person add column blocked_at bigint;
alter table person add column left_at bigint;
-- the name as it is searched for
alter table person add column name_folded text not null default '';
-- a JSON object: phone, departments, provinces, group, fields, notifications, quiet hours
alter table person add column profile text not null default '{}';
create index person_facility on person (facility_id) where facility_id is not null;
create index person_staff on person (role) where role <> 'reporter';

-- the notifications that a group wants: all | mine (taken or changed there) | none
alter table room add column notify text not null default 'all';

-- 1: good for many people until it expires (a facility's code)
alter table invite add column reusable bigint not null default 0;
-- 1: the code shows that its user works at facility_id
alter table invite add column proves_facility bigint not null default 0;
alter table invite add column invited_by bigint references person (id);

-- The message that wrote it, so that an edit of the message finds its words.
alter table entry add column inbox_key text not null default '';
-- set when the words were taken back before they went
alter table entry add column withdrawn_at bigint;
create index entry_inbox on entry (inbox_key) where inbox_key <> '';

-- Words before they were edited, by version from 1; the current ones stand in entry.
create table entry_version (
  entry_id bigint not null references entry (id),
  version bigint not null,
  words text not null,
  replaced_at bigint not null,
  primary key (entry_id, version)
) /* by key */;

-- One verb of somebody at the desk on a ticket, as long as it can be taken back, and how its words arrive.
create table act (
  id bigint primary key,
  ticket_id bigint not null references ticket (id),
  actor_id bigint not null references person (id),
  verb text not null,
  -- the ticket before it, as JSON; it is put back only while the ticket has still this version
  before text not null,
  version bigint not null,
  entry_id bigint,
  created_at bigint not null,
  until_at bigint not null,
  taken_back_at bigint,
  -- the room and slot of the echo that shows how its words arrive: '' | waiting | delivered | failed
  mark text not null default ''
);
create index act_marked on act (mark, created_at) where mark = 'waiting';
create index act_latest on act (actor_id, created_at);

-- Which act a message tells of: until the act's time is over it waits, and is taken back with it.
alter table outbox add column act_id bigint;
create index outbox_act on outbox (act_id) where act_id is not null;

-- Who follows a ticket that is not their own.
create table watcher (
  ticket_id bigint not null references ticket (id),
  person_id bigint not null references person (id),
  primary key (ticket_id, person_id)
) /* by key */;
create index watcher_person on watcher (person_id);

-- The numbered list of tickets that was shown last in a chat to somebody, for answers by number.
create table listing (
  -- address|user
  session_key text primary key,
  -- a JSON list of ids
  tickets text not null,
  created_at bigint not null
) /* by key */;

-- Answers that the desk has ready, made in the chat; those of the desk file stand there.
create table canned (
  id bigint primary key,
  name text not null,
  name_folded text not null,
  locale text not null,
  department text,
  words text not null,
  created_by bigint not null references person (id),
  created_at bigint not null
);
create unique index canned_name on canned (name_folded, locale, coalesce(department, ''));
