// Payments are relationships here: those of an account hang on it already.
