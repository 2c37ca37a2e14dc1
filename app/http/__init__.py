"""What pages and API share: sessions, who asks, refusals, headers, answers to mishaps."""
