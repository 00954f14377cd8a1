"""/customers/{id}/money: money followed in time."""
