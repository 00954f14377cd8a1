// How many numbers of customers were erased.
// Index: the count of the label; one step.
MATCH (e:Erasure) RETURN count(e) AS count;
