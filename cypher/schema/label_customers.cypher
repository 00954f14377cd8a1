// Gives the customers of some numbers the label of their kind.
// $above  only numbers above this one
// $up_to  the last of the numbers
// Index: customer_no; linear in the numbers.
// Example: {above: 0, up_to: 5000}
MATCH (c:Customer) WHERE $above < c.customer_no <= $up_to AND c.kind = 'person'
SET c:Person;
MATCH (c:Customer) WHERE $above < c.customer_no <= $up_to AND c.kind = 'company'
SET c:Company;
