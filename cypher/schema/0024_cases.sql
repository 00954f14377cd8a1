-- Answers about contagion that were kept, numbered from 1 without a gap; none is ever changed.
-- `answer` is the JSON that was answered, without its case_no, compressed by zlib.
CREATE TABLE IF NOT EXISTS cases (
    case_no INTEGER PRIMARY KEY, case_id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    made_at INTEGER NOT NULL, run_id INTEGER, model TEXT NOT NULL, customers TEXT NOT NULL,
    bank_loss TEXT NOT NULL, currency TEXT NOT NULL, answer BLOB NOT NULL);
