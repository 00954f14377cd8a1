// What each source says of some customers, where several speak of one or it gave consents.
// $customer_ids  their ids
// Index: source_row; linear in the ids and what is said.
// Example: {customer_ids: ["P1", "P2"]}
UNWIND $customer_ids AS wanted
WITH DISTINCT wanted
MATCH (s:SourceRow {record: 'customers', key: wanted}) WHERE s.source >= ''
RETURN s.key AS customer_id, s.source AS source, s.said AS said
ORDER BY customer_id, source;
