-- Keeps published runs; one that is there already stays.
INSERT INTO runs (run_id, as_of, started_at, published_at, fingerprint, report, withdrew)
VALUES (:run_id, :as_of, :started_at, :published_at, :fingerprint, :report, :withdrew)
ON CONFLICT (run_id) DO NOTHING;
