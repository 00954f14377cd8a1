// The last decision `d` of the holding `h` of the customer `c` as a lead, or null.
OPTIONAL MATCH (k:CustomerToken {customer_id: c.customer_id})
OPTIONAL MATCH (about:CustomerToken {customer_id: h.subject})
CALL (k, about, h) {
  OPTIONAL MATCH (d:Decision {subject: k.token})
  WHERE d.subject_kind = 'lead' AND d.about_no IS NULL
      AND d.other = h.tag_id + '/' + coalesce(about.token, h.subject)
  RETURN d ORDER BY d.decision_no DESC LIMIT 1
}
