// The decisions of one kind about any of some customers, the latest first.
// $subject_kind  the kind
// $customer_ids  the customers
// Index: token_of_customer, decided_subject, decided_other; linear in the answer.
// Example: {subject_kind: "identity", customer_ids: ["C1"]}
CALL () {
  UNWIND $customer_ids AS customer_id
  MATCH (k:CustomerToken {customer_id: customer_id})
  MATCH (d:Decision {subject: k.token})
  RETURN d
  UNION
  UNWIND $customer_ids AS customer_id
  MATCH (k:CustomerToken {customer_id: customer_id})
  MATCH (d:Decision {other: k.token})
  RETURN d
}
WITH d WHERE d.subject_kind = $subject_kind AND d.about_no IS NULL
// include decision_row
ORDER BY decision_no DESC;
