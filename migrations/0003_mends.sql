-- Mends: words that nobody has read, what moves with an act, and what is still to be told of whom no chat reaches.

-- 1: edited before they went, so that nobody outside the desk has read these words
alter table entry_version add column unread bigint not null default 0;

-- The repetitions that a duplicate's act gave to another first ticket: a JSON list of ids, empty where there are none.
alter table act add column moved text not null default '';
create index act_ticket on act (ticket_id);
create index act_entry on act (entry_id) where entry_id is not null;
-- Acts that were taken back in the very transaction that did them were saved without the time.
update act set taken_back_at = created_at where mark = 'taken_back' and taken_back_at is null;

-- 1: it goes as it stands: a part of a split text, or what moved here from another chat; its line tells of the whole
alter table outbox add column as_is bigint not null default 0;
-- What reached nobody, as long as nobody was told; whoever tells of it makes the outcome 'told'.
create index outbox_unreached on outbox (person_id, ticket_id) where state = 'blocked' and outcome = 'unreached';
-- Of these the desk heard as they came.
update outbox set outcome = 'told' where state = 'blocked' and outcome = 'unreached';
