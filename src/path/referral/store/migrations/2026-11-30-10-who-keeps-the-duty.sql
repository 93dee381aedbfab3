-- An authority without capacity keeps the duty until another one has accepted.
alter table referral.referral add column kept_by uuid;
