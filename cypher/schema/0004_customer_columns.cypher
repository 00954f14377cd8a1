// What the bank knows of organisations: earlier names, legal forms, owners, addresses, staff.
// Properties need no declaration.
