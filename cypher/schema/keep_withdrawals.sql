-- Keeps which run a run withdrew.
UPDATE runs SET withdrew = :withdrew WHERE run_id = :run_id;
