-- The loads that ran to their end, in order.
-- Index: the primary key; linear in the loads, which are few.
SELECT load_no FROM loads WHERE state = 'done' ORDER BY load_no;
