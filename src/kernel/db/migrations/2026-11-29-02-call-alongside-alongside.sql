-- Two names of referrals were hard to read: `beside` is `alongside`, `onward` is the next authority. What waits to be delivered, what is
-- answered a second time and what stands in lists says so too.
update kernel.outbox set event = jsonb_set(event #- '{data,beside}', '{data,alongside}', event #> '{data,beside}')
  where event #> '{data,beside}' is not null;
update kernel.outbox set event = jsonb_set(event #- '{data,onwardAuthorityId}', '{data,nextAuthorityId}', event #> '{data,onwardAuthorityId}')
  where event #> '{data,onwardAuthorityId}' is not null;
update kernel.command set answer = jsonb_set(answer - 'besideIds', '{alongsideIds}', answer -> 'besideIds')
  where answer -> 'besideIds' is not null;

-- The policies hold for the owner too, who has no scopes: for this change they do not.
alter table kernel.worklist no force row level security;
update kernel.worklist set summary = jsonb_set(summary - 'beside', '{alongside}', summary -> 'beside')
  where summary -> 'beside' is not null;
update kernel.worklist set summary = jsonb_set(summary, '{parked}', '"next-authority-unknown"')
  where summary ->> 'parked' = 'onward-unknown';
alter table kernel.worklist force row level security;
