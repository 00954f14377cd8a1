// What each version of a tag's rule said of itself, for holdings that outlive it: (:TagVersion).
// Meaning and source are empty, and grades an empty list, where a version was used before this was
// kept. `grades` is JSON: a list of {grade, title, floor, reason}.

CREATE CONSTRAINT tag_version IF NOT EXISTS
FOR (v:TagVersion) REQUIRE (v.tag_id, v.version) IS UNIQUE;
