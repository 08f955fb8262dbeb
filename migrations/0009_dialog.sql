-- What dialogs remember beside where they stand, and what a tap was answered with.

-- answers in a row that were not understood, messages in a row in the other language (JSON); '': nothing
alter table session add column memory text not null default '';

-- what the tap that chose was answered with, so that the same tap again is answered alike (JSON); null: not pressed
alter table prompt add column outcome text;
