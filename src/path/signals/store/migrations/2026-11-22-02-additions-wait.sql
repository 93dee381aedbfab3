-- Something the person who reported added has not been looked at yet: also after the desk had done its part.
alter table signals.signal add column addition_waits boolean not null default false;
