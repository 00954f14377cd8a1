-- The holdings of one tag about one subject, such as who decides in a company, are read without
-- those about all others.
CREATE INDEX holdings_subject ON holdings (tag_id, subject) WHERE subject <> '';
