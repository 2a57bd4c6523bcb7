"""The pupil's page without JavaScript: plain forms."""

from served import BANK, KEY, VOTE


def test_the_whole_vote_works_by_plain_forms(room):
    room.go_to(VOTE)
    room.teach("open")
    assert room.client.post("/join", data={"code": "12 34 56"}).status_code == 303
    page = room.client.get("/").text
    assert page.count('type="radio"') == len(BANK.items[VOTE].choices)
    answer = room.client.post("/respond", data={"item": VOTE, "response": KEY, "attempt_id": "1"})
    assert "C’est enregistré." in answer.text
    assert [one.raw for one in room.store.read().attempts.values()] == [KEY]
    assert f'value="{KEY}" checked' in answer.text


def test_several_boxes_are_one_response(room):
    item = "what-block-does"
    room.go_to(item)
    room.teach("open")
    room.client.post("/join", data={"code": "123456"})
    ids = BANK.items[item].choice_ids[:2]
    room.client.post("/respond", data={"item": item, "response": list(ids), "attempt_id": "1"})
    assert [one.raw for one in room.store.read().attempts.values()] == [" ".join(ids)]


def test_the_next_pupil_on_a_shared_device_starts_afresh_by_a_form(room):
    for _ in range(2):
        room.client.post("/join", data={"code": "123456"})
        assert 'action="/leave"' in room.client.get("/").text
        assert room.client.post("/leave").status_code == 303
        assert 'name="code"' in room.client.get("/").text
    assert len(room.room.candidates) == 2


def test_a_wrong_code_is_told_on_the_page(room):
    answer = room.client.post("/join", data={"code": "000000"})
    assert answer.status_code == 403
    assert "Ce n’est pas ce code." in answer.text
