create schema referral;

-- Who has which mandate. No child in it, so everybody who works here may read it.
create table referral.authority (
  id uuid not null primary key,
  agency_id uuid not null,
  agency_code text not null,
  name jsonb not null,
  kind text not null check (kind in ('child-protection', 'police', 'labour-inspection', 'health', 'immigration', 'prosecution', 'guardianship', 'shelter', 'other')),
  country text not null,
  mandates jsonb not null,
  on_call jsonb not null,
  contact jsonb not null,
  active boolean not null,
  changed_at timestamptz not null
);
create index authority_country on referral.authority (country);

create table referral.referral (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  chain_id uuid not null,
  previous_id uuid,
  lead_id uuid,
  state text not null check (state in ('draft', 'sent', 'received', 'acknowledged', 'accepted', 'declined', 'withdrawn', 'completed')),
  child_id uuid,
  signal_id uuid,
  risk text not null check (risk in ('immediate', 'high', 'medium', 'low', 'unknown')),
  country text not null,
  places text[] not null,
  age jsonb,
  concerns text[] not null,
  caregiver text not null check (caregiver in ('safe', 'under-concern', 'absent', 'unknown')),
  requests text[] not null,
  share text[] not null,
  sender_agency uuid,
  sender_id text not null,
  authority_id uuid,
  authority_agency uuid,
  parked text check (parked in ('nobody-mandated', 'place-unknown', 'country-without-profile', 'onward-unknown', 'nobody-on-call')),
  declined_by uuid[] not null,
  event_at timestamptz not null,
  drafted_at timestamptz not null,
  sent_at timestamptz,
  received_at timestamptz,
  acknowledged_at timestamptz,
  accepted_at timestamptz,
  ended_at timestamptz,
  decline_reason text check (decline_reason in ('no-mandate-place', 'no-mandate-age', 'no-mandate-kind', 'already-known', 'no-capacity', 'other')),
  withdraw_reason text check (withdraw_reason in ('child-or-family-withdrew', 'sent-in-error', 'sent-elsewhere', 'other')),
  outcome text check (outcome in ('child-safe', 'support-running', 'case-continues', 'passed-on', 'not-found', 'cannot-say')),
  escalated_to text not null check (escalated_to in ('nobody', 'supervisor', 'coordinator')),
  -- Sealed with the key of the child, or of the concern while the child is not registered: erased with it.
  key_id uuid not null,
  sealed_note bytea,
  sealed_outcome_note bytea,
  -- Exactly what was shared, as it was when it was sent.
  sealed_shared bytea,
  check (child_id is not null or signal_id is not null)
);
create index referral_signal on referral.referral (signal_id) where signal_id is not null;
create index referral_child on referral.referral (child_id) where child_id is not null;
alter table referral.referral enable row level security;
alter table referral.referral force row level security;
create policy referral_of_my_scopes on referral.referral for all
  using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- Every yes, every no and every override, in order; nothing is overwritten but the withdrawal and the confirming name.
create table referral.consent (
  referral_id uuid not null,
  id uuid not null,
  number smallint not null,
  basis text not null check (basis in ('consent', 'assent', 'refusal', 'override')),
  given_by text check (given_by in ('child', 'caregiver', 'guardian')),
  ground text check (ground in ('imminent-risk', 'statutory-duty', 'best-interests')),
  decided_by text,
  standing_rule boolean not null,
  child_told text not null check (child_told in ('told', 'not-yet', 'not-safe-now')),
  -- null: every authority with the mandate
  recipients uuid[],
  groups text[] not null,
  at timestamptz not null,
  expires_at timestamptz,
  withdrawn_at timestamptz,
  recorded_by text not null,
  sealed_reason bytea,
  primary key (referral_id, id),
  check ((basis = 'override') = (ground is not null))
);
alter table referral.consent enable row level security;
alter table referral.consent force row level security;
create policy consent_of_open_referral on referral.consent for all
  using (referral_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (referral_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

create table referral.message (
  referral_id uuid not null,
  id uuid not null,
  side text not null check (side in ('sender', 'receiver', 'coordinator')),
  author_id text not null,
  agency_id uuid,
  at timestamptz not null,
  sealed_text bytea not null,
  primary key (referral_id, id)
);
alter table referral.message enable row level security;
alter table referral.message force row level security;
create policy message_of_open_referral on referral.message for all
  using (referral_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (referral_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));
