"""The service around `reports`: pages, API, command line, and the only SQL."""
