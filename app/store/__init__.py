"""The only SQL. One file per noun; each function takes the connection and then the viewer.

Nothing here commits: one request is one transaction, and whoever opened it ends it.
"""
