-- When the child of the concern was referred, or an outcome was decided: what the desk owes after it has taken a concern.
alter table signals.signal add column answered_at timestamptz;
