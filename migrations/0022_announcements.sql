-- Announcements: what the desk tells many at once, apart from any request's words. Each is told by bulletins: a first
-- one, updates, an end. Who gets a bulletin is written down when it is confirmed, and what became of each message is the
-- outbox's row.

insert into fact (name, fact_value) values ('announcement_version', '0');

create table announcement (
  id bigint primary key,
  -- said as A-7
  number bigint not null unique,
  -- info | planned | emergency | rollback | done
  kind text not null,
  -- draft | going_on | over | discarded
  state text not null,
  -- the problem it tells of
  problem_id bigint references ticket (id),
  system_key text,
  -- JSON: whom it is for
  audience text not null,
  author_id bigint not null references person (id),
  -- the chat in which it was drafted, which hears of its course
  home text not null,
  -- what is planned: from when until when, as it was told last
  window_from bigint,
  window_until bigint,
  -- when the next update was promised for, as it was told last
  next_update_at bigint,
  created_at bigint not null,
  over_at bigint
);
create index announcement_going_on on announcement (number) where state = 'going_on';
create index announcement_problem on announcement (problem_id) where problem_id is not null;

create table bulletin (
  id bigint primary key,
  announcement_id bigint not null references announcement (id),
  -- first | update | end
  what text not null,
  -- draft | asked | set | going | out | stopped | discarded
  stage text not null,
  -- rises with each change, so that what is confirmed is what was shown
  revision bigint not null,
  attachment_id bigint references attachment (id),
  -- 1: beside the card that is edited, a short line tells that there is news
  is_loud bigint not null,
  -- what its announcement promises, and plans, once it goes
  next_update_at bigint,
  window_from bigint,
  window_until bigint,
  -- 1: what of its words looked like a patient's or a telephone number was looked at, and is right as it is
  words_fine bigint not null,
  -- 1: somebody has said that its picture shows no patient
  picture_fine bigint not null,
  author_id bigint not null references person (id),
  asked_by bigint references person (id),
  confirmed_by bigint references person (id),
  -- when it goes: after the time in which it can be taken back, or when it was asked for
  goes_at bigint,
  created_at bigint not null,
  out_at bigint,
  -- of how many failures the agents were told
  failed_told bigint not null default 0
);
create index bulletin_announcement on bulletin (announcement_id, id);

create table bulletin_words (
  bulletin_id bigint not null references bulletin (id),
  locale text not null,
  words text not null,
  primary key (bulletin_id, locale)
);

-- Who gets a bulletin, once each; and who does not, and why.
create table recipient (
  bulletin_id bigint not null references bulletin (id),
  -- the chat; `person:ID` of somebody who is left out and has none
  address text not null,
  -- none: a group
  person_id bigint references person (id),
  partner_id bigint references partner (id),
  locale text not null,
  -- its message; none while it waits to be written, or is left out
  outbox_id bigint,
  -- told_in_group | muted | unreachable | stopped
  left_out text,
  -- what was done where it failed: other_chat | focal_point | called
  next_way text,
  -- the recipient in whose place this one is told
  instead_of text,
  primary key (bulletin_id, address)
);
create index recipient_waiting on recipient (bulletin_id, address) where outbox_id is null and left_out is null;
-- A chat that moves, and its recipients with it.
create index recipient_address on recipient (address);
create index recipient_outbox on recipient (outbox_id) where outbox_id is not null;

-- People who were seen to write in a group, so that nobody is told twice.
create table seen_in (
  address text not null,
  person_id bigint not null references person (id),
  primary key (address, person_id)
) /* by key */;
create index seen_in_person on seen_in (person_id);

-- What somebody, or a group, wants of announcements, where it is not the usual: all | mine | digest | none. One of one
-- announcement (its id) goes before what is wanted of all (0).
create table announcement_wish (
  -- `person:ID`, or a group's address
  reader text not null,
  announcement_id bigint not null,
  wish text not null,
  primary key (reader, announcement_id)
) /* by key */;

-- Whether a partner uses a system: whether it ever had a request of it.
create index ticket_partner_system on ticket (partner_id, system_key) where partner_id is not null;
