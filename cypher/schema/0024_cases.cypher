// Answers about contagion that were kept, numbered from 1 without a gap; none is ever changed.
CREATE CONSTRAINT case_no IF NOT EXISTS FOR (c:Case) REQUIRE c.case_no IS UNIQUE;
CREATE CONSTRAINT case_id IF NOT EXISTS FOR (c:Case) REQUIRE c.case_id IS UNIQUE;
CREATE CONSTRAINT cases_kept IF NOT EXISTS FOR (n:CasesKept) REQUIRE n.only_one IS UNIQUE;
MERGE (n:CasesKept {only_one: 1});
CALL db.awaitIndexes(300);
