"""Long work, and work that pages and the command line share."""
