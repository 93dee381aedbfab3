-- One thing has one name: what events, deadlines and roots called a signal is a concern. The ledger stays as it was written:
-- its lines name no kind of record.
update kernel.root set kind = 'concern' where kind = 'signal';

-- The policies also hold the owner, who has no scopes. This change lifts them for its time.
alter table kernel.deadline no force row level security;
update kernel.deadline set subject_kind = 'concern' where subject_kind = 'signal';
alter table kernel.deadline force row level security;

update kernel.outbox set event = jsonb_set(event, '{aggregate,kind}', '"concern"')
  where event #>> '{aggregate,kind}' = 'signal';
update kernel.outbox set event = jsonb_set(event #- '{data,signalId}', '{data,concernId}', event #> '{data,signalId}')
  where event #> '{data,signalId}' is not null;
