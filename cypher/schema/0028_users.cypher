// Users, who sign in, and their keys: see the SQL for what they hold.
CREATE CONSTRAINT user_id IF NOT EXISTS FOR (u:User) REQUIRE u.user_id IS UNIQUE;
CREATE CONSTRAINT key_id IF NOT EXISTS FOR (k:Key) REQUIRE k.key_id IS UNIQUE;
CREATE INDEX key_user IF NOT EXISTS FOR (k:Key) ON (k.user_id);
CALL db.awaitIndexes(300);
