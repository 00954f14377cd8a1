// An identifier is one node however it was typed; what says nothing is of one customer only.
DROP CONSTRAINT identifier_value IF EXISTS;
CREATE CONSTRAINT identifier IF NOT EXISTS FOR (i:Identifier) REQUIRE (i.kind, i.value, i.only_for) IS UNIQUE;
