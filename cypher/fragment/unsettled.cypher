// Whether the exposure `e` is not settled: what is counts nowhere.
coalesce(e.status, '') <> 'settled'
