// What each source says of a customer, where several speak of it or it gave consents.
// $customer_id  the customer
// Index: source_row; linear in the sources.
// Example: {customer_id: "P1"}
MATCH (s:SourceRow {record: 'customers', key: $customer_id}) WHERE s.source >= ''
RETURN s.source AS source, s.said AS said ORDER BY source;
