-- Keeps the catalogue's tags beside the graph, for those who look at it there.
INSERT INTO tags (tag_id, version, title_zh, title_en)
VALUES (:tag_id, :version, :title_zh, :title_en)
ON CONFLICT (tag_id) DO UPDATE SET
    version = excluded.version, title_zh = excluded.title_zh, title_en = excluded.title_en;
