"""The pages in a real Chromium, on the demo bank, signed in as each role."""
