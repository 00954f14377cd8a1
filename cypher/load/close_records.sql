-- Closes rows of one record that are gone from their source; what they said stays readable.
-- :record     the record, as its file is called
-- :digests    the digests of the rows, a list
-- :closed_on  the day
-- :load_no    the load that closes them
-- Index: none; linear in the rows of the one record.
-- Example: {"record": "ownerships", "digests": "[17]", "closed_on": "2025-12-31", "load_no": 1}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
UPDATE customers SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'customers' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE groups SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'groups' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE group_members SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'group_members' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE accounts SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'accounts' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE account_holders SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'account_holders' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE transactions SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'transactions' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE ownerships SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'ownerships' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE controls SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'controls' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE positions SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'positions' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE kinships SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'kinships' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE guarantees SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'guarantees' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE referrals SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'referrals' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE dependencies SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'dependencies' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE exposures SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'exposures' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE obligations SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'obligations' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE identifiers SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'identifiers' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE same_as SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'same_as' AND digest IN (SELECT value FROM json_each(:digests));
UPDATE consents SET closed_on = :closed_on, closed_load = :load_no
WHERE :record = 'consents' AND digest IN (SELECT value FROM json_each(:digests));
