// Who looks through the audit looks by instants.
CREATE INDEX decision_at IF NOT EXISTS FOR (d:Decision) ON (d.at);
CALL db.awaitIndexes(300);
