-- Rooms on chat platforms: agents' rooms for a part of the tickets, and what their threads are called.

-- the tier and the system whose tickets come into an agents' room; null: all
alter table room add column tier bigint;
alter table room add column system_key text;

-- the same in the code that binds one
alter table invite add column system_key text;

-- what the platform calls the thread; '' where nobody knows
alter table thread add column title text not null default '';
