// The index by three letters of the search text goes. Properties need no declaration.
DROP INDEX customer_search IF EXISTS;
