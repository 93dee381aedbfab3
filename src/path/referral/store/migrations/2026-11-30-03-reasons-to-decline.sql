-- More reasons to decline.
alter table referral.referral
  drop constraint referral_decline_reason_check,
  add constraint referral_decline_reason_check check (decline_reason in (
    'no-mandate-place', 'no-mandate-age', 'no-mandate-kind', 'child-moved', 'wrong-child', 'part-of-it',
    'already-known', 'no-capacity', 'other'));
