-- Discord.

-- How far each channel was read, where a platform tells what was missed: what came later is asked for at the next start.
create table read_mark (
    platform text not null,
    account text not null,
    -- the platform's own id of the channel or thread
    channel text not null,
    -- of a thread or a room: the room's own channel; null: a private chat
    room text,
    -- the id of the last message of it that was committed
    last_id bigint not null,
    primary key (platform, account, channel)
);
