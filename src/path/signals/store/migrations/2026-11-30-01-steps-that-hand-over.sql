-- A concern closes as referred only after a step that handed the child over.
update signals.step set detail = detail || '{"handsOver": "yes"}' where kind = 'ReferralSent' and subject_id is not null;
update signals.step set detail = detail || '{"handsOver": "no"}' where kind in ('ReferralWithdrawn', 'ReferralDeclined');
