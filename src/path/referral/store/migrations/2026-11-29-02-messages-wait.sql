-- A message waits before the sides that have not looked at it. Those from before count as seen.
alter table referral.message add column unseen_by text[] not null default '{}';
