"""Floor 2, after the lesson: what a class answered, counted and told with its uncertainty; never a pupil."""
