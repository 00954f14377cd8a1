-- What of an exposure is not drawn yet, what of it is covered, and how it is classified.
ALTER TABLE exposures ADD COLUMN undrawn REAL;
ALTER TABLE exposures ADD COLUMN covered REAL;
ALTER TABLE exposures ADD COLUMN five_class TEXT;
