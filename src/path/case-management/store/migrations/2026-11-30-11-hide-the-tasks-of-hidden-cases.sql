-- A task stands in lists by its own id. It is hidden from whoever its case is hidden from.
select kernel.follow_bars('case_management.task', 'case_id');
