-- The trafficking question is not the gate: a fifth outcome, and with the two that refer to nobody whether the child needs protection
-- for another reason. Nobody was asked before. The policies also hold the owner, who has no scopes.
alter table identification.screening no force row level security;
alter table identification.screening drop constraint screening_outcome_check;
alter table identification.screening add constraint screening_outcome_check
  check (outcome in ('presumed-victim', 'at-risk', 'other-protection-need', 'no-grounds-for-now', 'cannot-tell'));
alter table identification.screening force row level security;
alter table identification.outcome no force row level security;
alter table identification.outcome drop constraint outcome_outcome_check;
alter table identification.outcome add constraint outcome_outcome_check
  check (outcome in ('presumed-victim', 'at-risk', 'other-protection-need', 'no-grounds-for-now', 'cannot-tell'));
alter table identification.outcome add column other_need text check (other_need in ('yes', 'no', 'not-known'));
alter table identification.outcome force row level security;
