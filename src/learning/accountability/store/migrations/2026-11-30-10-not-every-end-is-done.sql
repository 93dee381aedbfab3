-- A step can end without being done: declined, or not done with a reason. Ends of before this date count as done.
alter table accountability.hop add column otherwise text check (otherwise in ('declined', 'not-done'));
