-- A class's file of version 1, as it was written then; never to be changed.
CREATE TABLE attempts (
        seq INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        candidate TEXT NOT NULL, item TEXT NOT NULL, version TEXT NOT NULL REFERENCES items (version),
        response TEXT NOT NULL, bank TEXT NOT NULL, form TEXT NOT NULL, seed TEXT NOT NULL, time TEXT NOT NULL
    ) STRICT;
INSERT INTO "attempts" VALUES(1,'a1','c1','first-step','84a05f3de0a3061c','"reply"','b','A','7','2026-11-22T10:05');
INSERT INTO "attempts" VALUES(2,'a2','c1','message','595bf130751e923a','"I am here."','','','','');
CREATE TABLE items (version TEXT NOT NULL PRIMARY KEY, data TEXT NOT NULL) STRICT;
INSERT INTO "items" VALUES('84a05f3de0a3061c','{"id": "first-step", "kind": "single-choice", "choice": [{"id": "keep-proof", "text": {}, "why": {}}, {"id": "reply", "text": {}, "why": {}}], "key": ["reply"], "form": "practice", "scoring": {"method": "all-or-nothing"}, "max_points": "1"}');
INSERT INTO "items" VALUES('595bf130751e923a','{"id": "message", "kind": "open", "criterion": [{"id": "calm", "text": {}, "points": "2"}], "form": "practice", "scoring": {"method": "all-or-nothing"}, "max_points": "2"}');
CREATE TABLE marks (
        seq INTEGER NOT NULL PRIMARY KEY, attempt TEXT NOT NULL REFERENCES attempts (id),
        points TEXT NOT NULL, time TEXT NOT NULL
    ) STRICT;
INSERT INTO "marks" VALUES(1,'a2','{"calm": "3/2"}','2026-11-23');
PRAGMA application_id = 1902472807;
PRAGMA user_version = 1;
