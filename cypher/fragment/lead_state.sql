-- The state of a lead whose holding is `h` and whose last decision `d`, if there is one: a rejected
-- one is new again once it says something else.
CASE WHEN d.action = 'follow_up' THEN 'followed_up' WHEN d.action = 'accept' THEN 'accepted'
    WHEN d.action = 'reject' AND d.digest = CAST(h.digest AS TEXT) THEN 'rejected' ELSE 'new' END
