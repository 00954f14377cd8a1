-- Who looks through the audit looks by instants.
CREATE INDEX IF NOT EXISTS decisions_at ON decisions (at);
