"""Floor 1: reads data files into records, finds every problem, and gives each record its faces."""
