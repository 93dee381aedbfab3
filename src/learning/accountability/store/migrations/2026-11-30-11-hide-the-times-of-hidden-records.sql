-- Whoever is barred from a record is barred from its times.
select kernel.follow_bars('accountability.hop', 'record_id');
