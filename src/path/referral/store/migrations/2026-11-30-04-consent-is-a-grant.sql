-- A yes names its recipients by kind or by name, its purpose, how it was given and how it was explained. The policies hold for the owner too, who has no scopes: for this change they do not.
alter table referral.consent no force row level security;
alter table referral.consent drop constraint consent_basis_check;
alter table referral.consent
  add constraint consent_basis_check check (basis in ('consent', 'assent', 'refusal', 'withdrawal', 'override')),
  add column kinds text[] not null default '{}',
  add column purpose text not null default 'protection' check (purpose in ('protection', 'care', 'investigation', 'right-to-stay')),
  add column how_given text check (how_given in ('spoken', 'written', 'sign-language', 'gesture', 'with-support', 'not-written-down')),
  add column explained_in text,
  add column explained_through text check (explained_through in ('worker', 'interpreter', 'sign-language-interpreter', 'trusted-person', 'not-written-down')),
  add column wish text check (wish in ('wants-it', 'does-not-want-it', 'says-nothing', 'not-heard-yet')),
  -- It goes against the child's no, and what the second person said.
  add column against_no boolean not null default false,
  add column second_opinion text check (second_opinion in ('confirmed', 'not-confirmed')),
  -- A withdrawal that its recipient answers, and the answer.
  add column owed boolean not null default false,
  add column answer text check (answer in ('deleted', 'no-longer-used', 'kept-by-law', 'kept-for-safety')),
  -- Of the second opinion or of the answer: a word has one of the two.
  add column answered_by text,
  add column answered_at timestamptz,
  add column sealed_answer bytea;
-- A yes for every authority with the mandate never meant those that may act against the child. Without consent police could be told.
update referral.consent set recipients = '{}', kinds = case basis
  when 'override' then array['child-protection', 'adult-services', 'police', 'labour-inspection', 'health', 'prosecution', 'guardianship', 'shelter', 'other']
  else array['child-protection', 'adult-services', 'labour-inspection', 'health', 'guardianship', 'shelter', 'other'] end
where recipients is null;
-- Nobody wrote down how a yes of before was given.
update referral.consent set how_given = 'not-written-down', explained_through = 'not-written-down' where basis in ('consent', 'assent');
alter table referral.consent alter column recipients set default '{}', alter column recipients set not null;

alter table referral.referral no force row level security;
alter table referral.referral
  add column purpose text not null default 'protection' check (purpose in ('protection', 'care', 'investigation', 'right-to-stay')),
  -- Under what each group was shared: a yes or another ground. Absent: before it was sent.
  add column shared_under jsonb,
  add column withdrawal_state text not null default 'none' check (withdrawal_state in ('none', 'told', 'deleted', 'no-longer-used', 'kept-by-law', 'kept-for-safety')),
  -- Something is owed to the child's word besides the way of the referral: an answer, a second person, to tell the child.
  add column owes boolean not null default false,
  add column told text check (told in ('told', 'not-yet', 'not-safe-now')),
  add column told_by text,
  add column told_at timestamptz,
  add column sealed_telling bytea,
  add column sealed_why_told bytea;
-- The last going ahead decided, where there was one; else a yes.
update referral.referral as one set shared_under = (
  select jsonb_object_agg(facts, coalesce((
    select ground from referral.consent where referral_id = one.id and basis = 'override' order by number desc limit 1), 'consent'))
  from unnest(one.share) as facts)
where sent_at is not null;
alter table referral.consent force row level security;
alter table referral.referral force row level security;
