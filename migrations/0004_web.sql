-- The web chat: several conversations of a person, sign-ins that end when nobody uses them, uploads that resume.

-- when it was used last, to the day; 0: not since this is noted
alter table web_session add column used_at bigint not null default 0;
create index web_session_address on web_session (address);
create index web_session_user on web_session (user_key);

-- A person's account of the web chat is reached in their private chat, also where they entered a room first.
update contact set address = 'web:balcao:p' || cast(person_id as text)
  where contact_key = 'web:balcao|u' || cast(person_id as text) and address in (select address from room);

-- when a code for a further device was made; null: it is another kind of code
alter table invite add column made_at bigint;

-- What came of uploads in parts, so that the last part again finds its first outcome.
create table upload (
  -- a hash of the chat, the user and the client's own key
  upload_key text primary key,
  attachment_id bigint not null,
  -- it was called a picture and is none
  no_picture bigint not null,
  created_at bigint not null
) /* by key */;
