-- Some numbers of a customer, in the order of their ids; each consent is one text.
-- :customer_ids  the numbers, a JSON list
-- Index: customers.customer_id, consents' primary key; linear in the numbers and their consents.
-- Example: {"customer_ids": "[\"P1\"]"}
SELECT c.customer_id, c.name, c.former_name, c.earlier_names, c.id_type, c.id_number,
    c.id_normalised, (
        SELECT json_group_array(said) FROM (
            SELECT s.purpose || '|' || s.channel || '|' || s.at || '|' || s.status || '|'
                || ifnull(s.until, '') AS said
            FROM consents s WHERE s.customer_no = c.customer_no ORDER BY said)) AS consents
FROM customers c WHERE c.customer_id IN (SELECT value FROM json_each(:customer_ids))
ORDER BY c.customer_id;
