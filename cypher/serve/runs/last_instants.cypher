// When the last run was published and when the last load ended, in milliseconds since 1970.
// Index: the label scans of runs and loads, which are few.
CALL () { MATCH (r:Run) RETURN max(r.published_at).epochMillis AS published_at }
CALL () { MATCH (l:Load) WHERE l.state = 'done' RETURN max(l.finished_at).epochMillis AS finished_at }
RETURN published_at, finished_at;
