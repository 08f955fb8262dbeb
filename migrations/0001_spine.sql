-- House rules for both databases: times are bigint milliseconds since 1970 in UTC, flags are bigint 0/1,
-- ids are bigint handed out by the program (see id_block), closed sets are text. "by key" marks tables that SQLite
-- is to keep in the order of their key alone.

-- Each start of the program takes one block; ids are block * 2^40 + a count, so they never collide
-- between runs or instances and need no clock.
create table id_block (name text primary key, next_block bigint not null);
insert into id_block (name, next_block) values ('ids', 1);

-- The running numbers of the desks' requests ("BL" -> 1042); the row is locked while a request is filed.
create table counter (name text primary key, next_number bigint not null);

-- Small facts of the whole desk: 'directory_version' rises with each import.
create table fact (name text primary key, fact_value text not null);
insert into fact (name, fact_value) values ('directory_version', '0');

create table partner (
  id bigint primary key,
  code text not null unique,
  name text not null
);

create table district (
  id bigint primary key,
  province text not null,
  name text not null,
  unique (province, name)
);

create table facility (
  id bigint primary key,
  code text not null unique,
  name text not null,
  district_id bigint not null references district (id)
);

-- Which partner supports a facility, and when; days are days since 1970, until_day is exclusive and may be open.
create table facility_partner (
  facility_id bigint not null references facility (id),
  partner_id bigint not null references partner (id),
  from_day bigint not null,
  until_day bigint,
  primary key (facility_id, from_day)
) /* by key */;

create table person (
  id bigint primary key,
  name text not null,
  locale text not null,
  role text not null,
  -- the support tier of an agent, 1 to 4
  tier bigint,
  partner_id bigint references partner (id),
  facility_id bigint references facility (id),
  -- a facility that the directory does not know, as it was typed
  facility_text text,
  -- rises when rights are taken away: what was offered under an older epoch is dead
  role_epoch bigint not null default 0,
  enrolled_at bigint
);

-- An account of a person on a chat platform.
create table contact (
  -- platform:account|user
  contact_key text primary key,
  person_id bigint not null references person (id),
  -- the private chat with this account; the room's address where there is no other
  address text not null,
  reachable bigint not null default 1,
  last_used_at bigint not null
) /* by key */;
create index contact_person on contact (person_id);

-- A group that was bound to a purpose: agents, partner, managers, announcements.
create table room (
  address text primary key,
  purpose text not null,
  partner_id bigint references partner (id),
  locale text not null
) /* by key */;
create index room_purpose on room (purpose, partner_id);

-- One-time codes: for a person (role set) or for a room (purpose set). Only the code's hash is kept.
create table invite (
  code_hash text primary key,
  role text,
  purpose text,
  tier bigint,
  partner_id bigint references partner (id),
  facility_id bigint references facility (id),
  -- set when the code stands for a person who exists already
  person_id bigint references person (id),
  expires_at bigint not null,
  used_at bigint,
  used_by text
);

-- Wrong codes per source, so that guessing becomes slow.
create table misses (source text primary key, miss_count bigint not null, last_at bigint not null);

-- Every inbound message once. body is kept for what waits or could not be handled.
create table inbox (
  -- platform:account|key
  inbox_key text primary key,
  address text not null,
  user_key text not null,
  -- rises with each message: what waits is handled in this order
  arrival bigint not null,
  received_at bigint not null,
  sent_at bigint not null,
  -- done | waiting | quarantined
  state text not null,
  -- where it went: draft, ticket:ID, command, choice, ...
  place text not null,
  body text,
  error text
) /* by key */;
create index inbox_waiting on inbox (address, arrival) where state = 'waiting';
create index inbox_quarantined on inbox (received_at) where state = 'quarantined';

-- The state of the dialog with one user in one chat.
create table session (
  -- address|user
  session_key text primary key,
  state text not null,
  version bigint not null,
  -- the question that waits for an answer here
  prompt_id bigint,
  updated_at bigint not null
) /* by key */;

-- Buttons that were offered. It is bound to the chat and, outside rooms, to the user.
create table prompt (
  id bigint primary key,
  address text not null,
  -- empty in a room, where any member may press and rights decide
  user_key text not null,
  -- the offered choices, in order
  choices text not null,
  -- the option that was chosen, and the label that it had
  chosen bigint,
  chosen_by text,
  chosen_label text,
  role_epoch bigint not null,
  created_at bigint not null
);

-- What a person has answered so far; it survives restarts, and steps that no longer exist.
create table draft (
  id bigint primary key,
  person_id bigint not null,
  -- open | filed | cancelled
  state text not null,
  answers text not null,
  started_at bigint not null,
  updated_at bigint not null
);
-- Two chats of one person cannot begin a draft each: the second finds the first's.
create unique index draft_person on draft (person_id) where state = 'open';

create table ticket (
  id bigint primary key,
  running_number bigint not null,
  reference text not null unique,
  system_key text not null,
  category_key text not null,
  urgency_key text not null,
  impact_key text not null,
  priority_key text not null,
  -- 1 is the most pressing
  priority_rank bigint not null,
  status text not null,
  -- nobody | agent | reporter | focal_point | third_party
  waiting_on text not null,
  owner_id bigint references person (id),
  reporter_id bigint not null references person (id),
  -- the chat that the reporter used last for this request
  reporter_address text not null,
  locale text not null,
  facility_id bigint references facility (id),
  facility_text text,
  -- the partner that the facility had when the request was filed; it stays
  partner_id bigint references partner (id),
  form text not null,
  reopened_count bigint not null default 0,
  version bigint not null,
  created_at bigint not null,
  acknowledged_at bigint,
  resolved_at bigint,
  closed_at bigint,
  updated_at bigint not null
);
create index ticket_reporter on ticket (reporter_id, status);
create index ticket_queue on ticket (status, priority_rank, created_at);

-- What was written about a ticket. Words stand here alone, so that they can be erased without touching the audit.
create table entry (
  id bigint primary key,
  ticket_id bigint not null references ticket (id),
  -- description | note | reply | question | answer | comment | resolution
  kind text not null,
  author_id bigint not null,
  words text not null,
  created_at bigint not null
);
create index entry_ticket on entry (ticket_id, id);

create table attachment (
  id bigint primary key,
  -- waiting | kept | lost
  state text not null,
  platform text not null,
  -- the platform's own id of the file, until its bytes are here
  source text not null,
  file_name text not null,
  mime text not null,
  byte_count bigint not null,
  sha256 text,
  uploaded_from text not null,
  ticket_id bigint,
  entry_id bigint,
  attempts bigint not null default 0,
  due_at bigint not null,
  created_at bigint not null
);
create index attachment_waiting on attachment (due_at) where state = 'waiting';
create index attachment_ticket on attachment (ticket_id);

-- Which chats were shown a file, and may read it.
create table attachment_shown (
  attachment_id bigint not null,
  address text not null,
  primary key (attachment_id, address)
) /* by key */;

-- What happened, append-only; from_state and to_state hold enumerations only, never words.
create table audit (
  ticket_id bigint not null,
  seq bigint not null,
  at bigint not null,
  actor_id bigint,
  verb text not null,
  from_state text not null,
  to_state text not null,
  inbox_key text not null,
  prev_hash text not null,
  hash text not null,
  primary key (ticket_id, seq)
);

create table timer (
  id bigint primary key,
  address text not null,
  user_key text not null,
  kind text not null,
  subject_id bigint not null,
  due_at bigint not null,
  unique (kind, subject_id)
);
create index timer_due on timer (due_at);

-- An address and a class of message (0 reply, 1 notice, 2 broadcast); last_seq is raised under this row's lock,
-- so the order of seq is the order of commits.
create table lane (
  address text not null,
  class bigint not null,
  platform text not null,
  last_seq bigint not null,
  -- rows that are not settled yet; a mailbox's rows are settled by its reader and not counted
  pending bigint not null,
  not_before bigint not null,
  -- a worker of the relay holds the lane until then
  lease_until bigint not null,
  lease_holder text not null,
  primary key (address, class)
) /* by key */;
create index lane_ready on lane (platform, class, not_before) where pending > 0;

create table outbox (
  id bigint primary key,
  address text not null,
  class bigint not null,
  -- 0 while it is deferred: what waits stands outside its lane and takes a place when it goes
  seq bigint not null,
  platform text not null,
  -- the person or the ticket that it is about; which thread that is, the relay finds
  person_id bigint,
  ticket_id bigint,
  -- 1: it belongs into the ticket's thread, where the platform has threads
  in_thread bigint not null,
  -- messages of one slot replace each other by editing
  slot text,
  -- the line it was rendered from, so that what is deferred can be rendered anew
  line text not null,
  locale text not null,
  -- the rendered message
  body text not null,
  -- deferred | mailbox | queued | sending | delivered | superseded | blocked | dead
  state text not null,
  due_at bigint not null,
  attempts bigint not null,
  external_id text,
  outcome text,
  created_at bigint not null,
  settled_at bigint
);
create unique index outbox_lane on outbox (address, class, seq) where seq > 0;
create index outbox_external on outbox (address, external_id) where external_id is not null;
create index outbox_deferred on outbox (due_at) where state = 'deferred';
create index outbox_open on outbox (address, class, seq) where state in ('queued', 'sending');
-- Finds the newer message of a slot, which makes an older one superfluous.
create index outbox_slot on outbox (address, class, slot, seq)
  where slot is not null and state in ('queued', 'sending');

-- The message on a platform that stands for a slot (a ticket's card, a partner's living line), to be edited.
create table living (
  address text not null,
  slot text not null,
  external_id text not null,
  primary key (address, slot)
) /* by key */;

-- The thread of a ticket in a room: a cache, opened anew when the platform has lost it.
create table thread (
  ticket_id bigint not null,
  address text not null,
  external_id text not null,
  primary key (ticket_id, address)
) /* by key */;
create index thread_external on thread (address, external_id);

-- Sign-ins of the web chat: the token's hash, bound to one conversation.
create table web_session (
  token_hash text primary key,
  address text not null,
  user_key text not null,
  code_hash text not null,
  created_at bigint not null,
  -- what the client has acknowledged
  read_seq bigint not null default 0
) /* by key */;
