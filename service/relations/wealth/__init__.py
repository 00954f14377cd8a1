"""What households and neighbours keep at the bank."""
