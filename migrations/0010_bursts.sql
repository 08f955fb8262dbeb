-- What was said last in a dialog, as JSON: further words that come before its receipt was read belong to it, and the same
-- words again are it.
alter table session add column said text;
