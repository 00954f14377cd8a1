-- Brings what stands for "now" to a run: nothing here, where all is asked by the run's number.
-- :run_id  the run
-- :now     the instant, in milliseconds since 1970
-- :titles  what each kind of group is called, by the kind
-- Index: none is needed; no row.
-- Example: {"run_id": 3, "now": 1767139200000, "titles": {"control": "控制关系集团"}}
SELECT :run_id, :now, :titles WHERE false;
