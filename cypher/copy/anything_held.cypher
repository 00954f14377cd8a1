// Whether a store has a load or a run; a store of any version can be asked.
// Index: the label scans of loads and runs, which are few.
RETURN EXISTS { (:Load) } OR EXISTS { (:Run) } AS held;
