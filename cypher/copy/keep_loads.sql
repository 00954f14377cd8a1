-- Keeps loads, each under its number; one that is there already stays.
INSERT INTO loads (
    load_no, source, fingerprint, state, in_full, started_at, writing_at, finished_at, sources, files, counts,
    reason)
VALUES (
    :load_no, :source, :fingerprint, :state, :in_full, :started_at, :writing_at, :finished_at,
    :sources, :files, :counts, :reason)
ON CONFLICT (load_no) DO NOTHING;
