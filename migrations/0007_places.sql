-- What platforms hand in beside words: albums, places on the map, groups that take nothing any more.

-- An album whose parts come one by one, without a count and without an end: what its first part has begun.
create table album (
  -- address|user|album
  album_key text primary key,
  -- the first part, by its key in the inbox
  inbox_key text not null,
  -- its first file: where that one is now, the others belong
  attachment_id bigint not null,
  file_count bigint not null,
  -- a hash of the dialog as the last part left it, and the question asked with it: while both stand, the
  -- question is asked again in the receipt, else the receipt tells of the files alone
  left_at text not null,
  prompt_id bigint
) /* by key */;

-- where a facility lies, in millionths of a degree, as far as the directory tells
alter table facility add column latitude bigint;
alter table facility add column longitude bigint;

-- since when the group takes nothing any more; null: it takes messages
alter table room add column gone_at bigint;

-- Groups that live on under another address: what still comes from the old one is of the new one.
create table moved (
  address text primary key,
  to_address text not null
) /* by key */;

-- when somebody wrote it, where that is well before it came: a phone was offline, or the desk was
alter table entry add column written_at bigint;
