-- Who may see a screening is worked out, as for a child: its own grants, and those of the records that are one child now.
-- Until now a screening kept everyone who saw the child when it was started, also after a merge was undone.
-- Which record a person had access by was not stored before. What was granted until now counts as own.
-- The policies also hold the owner, who has no scopes. This change lifts them for its time.
alter table identification.screening no force row level security;
alter table identification.screening add column own_scopes int[];
update identification.screening set own_scopes = scopes;
alter table identification.screening alter column own_scopes set not null;
-- [{ "recordId": …, "scopes": [ … ] }]: by record of the child, who had access to that record when the screening was started.
alter table identification.screening add column child_grants jsonb not null default '[]';
-- Where the person worked who started it: whoever moves to another agency leaves it to their colleagues.
alter table identification.screening add column agency_id uuid;
update identification.screening set agency_id = account.agency_id from kernel.account where account.id::text = started_by;
alter table identification.screening force row level security;
