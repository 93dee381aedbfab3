-- Who appointed the guardian who spoke, and whether somebody saw a conflict of interest.
alter table referral.consent
  add column guardian_appointed_by text check (guardian_appointed_by in ('court', 'authority', 'nobody', 'unknown')),
  add column guardian_conflict text check (guardian_conflict in ('none-seen', 'possible', 'unknown'));
