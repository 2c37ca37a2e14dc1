"""One model for each chart, its drawing on the server, and the explanation of every figure."""
