// Notes that loads which are said to run do not: they were killed.
// Index: the label scan of loads, which are few.
MATCH (l:Load) WHERE l.state = 'running' SET l.state = 'failed', l.reason = 'killed';
