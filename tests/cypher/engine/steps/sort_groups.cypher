// Gives groups their kind.
UNWIND $rows AS row MATCH (g:Group {group_id: row.group_id}) SET g.kind = row.kind;
