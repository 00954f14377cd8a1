"""What every endpoint shares: answers, problems, parameters, schemas, health."""
