-- The desk file that a desk works with, and those before it.

create table desk_file (
  id bigint primary key,
  -- the key of the desk
  desk_key text not null,
  -- from 1; the last one of a desk counts
  version bigint not null,
  -- the number that the file gives itself; 0: none
  file_version bigint not null,
  -- started: the file that the program was started with; applied: changed since, and kept from start to start
  how text not null,
  kept_at bigint not null,
  body text not null,
  -- the desk's own terms, in the place of its labels; empty: none
  terms text not null,
  unique (desk_key, version)
);
