-- A line of a ledger has a MAC, made by the node with a key that is not in the database. Lines from before have none; the first
-- checkpoint after this change says up to which (src/kernel/ledger). The counter orders the notes on one row, which may be in lines of
-- different chains.
do $$
declare
  compartment text;
begin
  foreach compartment in array array['kernel', 'finance', 'participation', 'evidence'] loop
    execute format('alter table %1$I.ledger add column mac text', compartment);
    execute format('create sequence %1$I.ledger_note', compartment);
  end loop;
end
$$;
