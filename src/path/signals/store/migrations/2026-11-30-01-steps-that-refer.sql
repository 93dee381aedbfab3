-- A concern closes as referred only while a step that referred the child stands.
update signals.step set detail = detail || '{"refers": "yes"}' where kind = 'ReferralSent' and subject_id is not null;
update signals.step set detail = detail || '{"refers": "no"}' where kind in ('ReferralWithdrawn', 'ReferralDeclined');
