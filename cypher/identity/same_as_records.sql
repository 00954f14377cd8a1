-- Every open record about two numbers, whatever it says of them.
-- Index: none, all rows are wanted; linear in them.
SELECT customer_no, other_no, ifnull(verdict, 'same') AS verdict, ifnull(basis, '') AS basis,
    first_load_no
FROM same_as WHERE closed_on IS NULL;
