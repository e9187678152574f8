"""Values of a header, each kind in its own file: dates, times, numbers, people."""
