// All secrets.
// Index: secret; linear in the secrets, which are few.
MATCH (s:Secret) WHERE s.name > ''
RETURN s.name AS name, s.value AS value;
