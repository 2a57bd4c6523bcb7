"""Floor 2, the room: a class's session, its journal in SQLite, its server and its pages."""
