-- Whether the exposure `e` is not settled: what is counts nowhere.
ifnull(e.status, '') <> 'settled'
