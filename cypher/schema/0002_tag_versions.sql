-- What each version of a tag's rule said of itself, for holdings that outlive it.
-- Meaning and source are empty, and grades an empty list, where a version was used before this was
-- kept. `grades` is JSON: a list of {grade, title, floor, reason}.

CREATE TABLE tag_versions (
    tag_id TEXT NOT NULL, version TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
    meaning_zh TEXT NOT NULL, meaning_en TEXT NOT NULL, source TEXT NOT NULL, grades TEXT NOT NULL,
    first_run INTEGER NOT NULL, PRIMARY KEY (tag_id, version)) WITHOUT ROWID;
