"""Private servers, factories and fakes for the test suites."""
