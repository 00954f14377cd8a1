// What payments call those whom the bank does not know, and the accounts made for them.
// Properties need no declaration.
