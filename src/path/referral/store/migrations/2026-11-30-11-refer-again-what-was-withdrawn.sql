-- A referral that was sent and withdrawn leaves the duty to refer with its sender.
alter table referral.referral
  drop constraint referral_prepared_check,
  add constraint referral_prepared_check check (prepared in (
    'presumed-victim', 'at-risk', 'other-protection-need', 'another-need', 'another-need-not-known', 'danger',
    'referral-withdrawn'));
