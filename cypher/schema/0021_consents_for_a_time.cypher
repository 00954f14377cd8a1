// Up to which day a consent to marketing that was given for a time holds: properties need no
// declaration.
