// Whether a list names the customer `c`: see `left_out`, which says why not, and its parameters.
(
    // include left_out
    ) = ''
