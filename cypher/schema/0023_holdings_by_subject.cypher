// Nothing here: an index on tag and subject would be entered by the writer of holdings, to whom all
// that are about nothing are one entry, and each would be looked for among all of its tag.
