// All secrets.
// Index: the label scan of secrets, which are few.
MATCH (s:Secret)
RETURN s.name AS name, s.value AS value;
