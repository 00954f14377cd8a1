-- Which customers the bank believes to be one.
-- Index: none, all rows are wanted; linear in them.
SELECT customer_no, other_no, basis, load_no FROM same_as WHERE closed_on IS NULL AND ifnull(verdict, 'same') = 'same';
