-- Rooms of a mailbox: what is about one ticket is read as a thread, and words are edited in their place.

-- The letters about a ticket, in a chat.
create index outbox_topic on outbox (ticket_id, address, seq) where state = 'mailbox' and ticket_id is not null;
-- What stands in a slot of a mailbox.
create index outbox_mailbox_slot on outbox (address, slot) where state = 'mailbox' and slot is not null;

-- Further keys of a message: an edit may name an edit before it, or a message of which nothing came but its edits.
create table inbox_alias (
  inbox_key text primary key,
  -- the key that the message itself has in the inbox
  stands_for text not null
) /* by key */;

-- the page that help was asked from, in a chat that is embedded in one
alter table ticket add column page text;
