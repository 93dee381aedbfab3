-- What a person decided about the child before the referral was written, for the authority that leads. It was lost when the
-- prepared referral was written.
alter table referral.referral add column decided text check (decided in (
  'presumed-victim', 'at-risk', 'other-protection-need', 'another-need', 'another-need-not-known', 'danger',
  'referral-withdrawn'
));
