-- The policies hold for the owner too, who has no scopes: for this change they do not.
alter table referral.referral no force row level security;
alter table referral.referral drop constraint referral_parked_check;
update referral.referral set parked = 'next-authority-unknown' where parked = 'onward-unknown';
alter table referral.referral add constraint referral_parked_check
  check (parked in ('nobody-mandated', 'place-unknown', 'country-without-profile', 'next-authority-unknown', 'nobody-on-call'));
alter table referral.referral force row level security;
