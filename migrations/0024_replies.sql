-- What was written in answer to announcements, in groups and in private. It belongs to no request, unless its writer
-- begins one with it.

create table announcement_reply (
  id bigint primary key,
  announcement_id bigint not null references announcement (id),
  -- the chat in which it was written, and by whom as its platform knows them
  address text not null,
  user_key text not null,
  person_id bigint references person (id),
  -- as the desk knows them, or else their platform
  name text not null,
  words text not null,
  -- JSON: attachments that came with it
  files text not null,
  created_at bigint not null
);
create index announcement_reply_of on announcement_reply (announcement_id, address, created_at);
