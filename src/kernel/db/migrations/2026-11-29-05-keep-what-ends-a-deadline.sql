-- The event that meets a deadline was read from the country's rule of today, so a deadline whose rule had left the profile could
-- not be met any more. Now the deadline keeps it. Deadlines from before have none and are read as before.
do $$
declare
  compartment text;
begin
  foreach compartment in array array['kernel', 'finance', 'participation', 'evidence'] loop
    execute format('alter table %I.deadline add column until text', compartment);
  end loop;
end
$$;
