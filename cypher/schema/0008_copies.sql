-- A store that is to become a copy of another, and how far it is: one row, gone once it is whole.
CREATE TABLE copies (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1), origin TEXT NOT NULL,
    state TEXT NOT NULL, part TEXT NOT NULL, place INTEGER NOT NULL);
