"""The commands of `pagerate`, one file each; what a command needs is imported when it runs."""
