"""Many texts and records at once: indexes, and the sharing out of work among processes."""
