-- An authority that closed: whether the node has handed over what it had.
alter table referral.authority add column closing_seen boolean not null default false;
-- When the people who had the referral had left, and it went to someone else. The policies also hold the owner, who has no scopes.
alter table referral.referral add column handed_over_at timestamptz;
alter table referral.referral no force row level security;
alter table referral.referral drop constraint referral_parked_check;
alter table referral.referral add constraint referral_parked_check
  check (parked in ('nobody-mandated', 'place-unknown', 'country-without-profile', 'next-authority-unknown', 'nobody-on-call', 'nobody-there'));
alter table referral.referral force row level security;
