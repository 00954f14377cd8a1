// A store that is to become a copy of another, and how far it is: (:Copy), gone once it is whole.
CREATE CONSTRAINT copy IF NOT EXISTS FOR (c:Copy) REQUIRE c.only_one IS UNIQUE;
