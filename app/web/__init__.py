"""Pages: read, call, render. A form is parsed, the store keeps it, a template shows it."""
