-- Why the node opened a referral that nobody has written yet. Writing it clears the reason.
alter table referral.referral add column prepared text
  check (prepared in ('presumed-victim', 'at-risk', 'other-protection-need', 'another-need', 'another-need-not-known', 'danger'));
