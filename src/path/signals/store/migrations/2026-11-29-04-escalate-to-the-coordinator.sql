-- Who was told that a deadline of the concern was missed: the rules of a country also name the national coordinator.
alter table signals.signal add column escalated_to text not null default 'nobody'
  check (escalated_to in ('nobody', 'supervisor', 'coordinator'));
