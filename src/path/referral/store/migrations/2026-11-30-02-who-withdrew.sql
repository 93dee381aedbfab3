-- The child's word and the adult's word stand apart.
alter table referral.referral
  drop constraint referral_withdraw_reason_check,
  add constraint referral_withdraw_reason_check check (withdraw_reason in (
    'child-withdrew', 'adult-withdrew', 'child-or-family-withdrew', 'sent-in-error', 'sent-elsewhere', 'other'));
