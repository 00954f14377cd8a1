// What of an exposure is not drawn yet, what of it is covered, and how it is classified: properties
// need no declaration.
