-- Keeps loads, each under its number; one that is there already stays.
INSERT INTO loads (load_no, source, fingerprint, started_at, finished_at, counts)
VALUES (:load_no, :source, :fingerprint, :started_at, :finished_at, :counts)
ON CONFLICT (load_no) DO NOTHING;
