// The loads that ran to their end, in order.
// Index: the label scan of loads, which are few.
MATCH (l:Load) WHERE l.state = 'done'
RETURN l.load_no AS load_no ORDER BY load_no;
