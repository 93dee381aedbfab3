-- A step says which record it is about, and whether only the desk may read it. Before, the code knew both from the name of
-- the step. Default: only the desk. The policies also hold the owner, who has no scopes. This change lifts them for its time.
alter table signals.step
  add column subject_kind text,
  add column subject_id uuid,
  add column for_desk boolean not null default true;
alter table signals.step no force row level security;
update signals.step set for_desk = false where kind not in ('absorbed', 'child-linked', 'OutcomeDecided');
update signals.step set subject_kind = 'concern', subject_id = coalesce(detail->>'into', detail->>'from')::uuid
  where kind in ('merged', 'absorbed');
update signals.step set subject_kind = 'child', subject_id = (detail->>'child')::uuid where kind = 'child-linked';
update signals.step set subject_kind = 'screening', subject_id = (detail->>'id')::uuid
  where kind in ('ScreeningStarted', 'OutcomeDecided');
update signals.step set subject_kind = 'referral', subject_id = (detail->>'id')::uuid where kind like 'Referral%';
update signals.step set subject_kind = 'case' where kind = 'CaseClosed';
alter table signals.step force row level security;
