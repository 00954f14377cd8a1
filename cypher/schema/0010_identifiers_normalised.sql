-- What customers share is compared in its normalised form, which is kept beside what was typed.
ALTER TABLE identifiers ADD COLUMN normalised TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN id_normalised TEXT;
DROP INDEX identifiers_value;
CREATE INDEX identifiers_normalised ON identifiers (kind, normalised);
