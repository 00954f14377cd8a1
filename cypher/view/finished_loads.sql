-- The loads that ran to their end, in order.
-- Index: the primary key; linear in the loads, which are few.
SELECT load_no FROM loads WHERE finished_at IS NOT NULL ORDER BY load_no;
