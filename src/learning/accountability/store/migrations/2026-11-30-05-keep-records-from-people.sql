-- Whoever may be part of what a record tells, or has a conflict of interest, sees nothing of it (src/kernel/barred).
select kernel.protect_root('accountability.hop');
