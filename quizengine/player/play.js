// The invented network on a pupil's own page: the module of the notebook, with acts kept here until they are sent.
// What an act brings is told at the end: until then no page knows what a post is.

const ACTS = "qe-acts"; // in this tab: a reload goes on where it was

/** The network after some acts, as far as a page may know it. */
function bring({ reactions }, acts) {
  const of = (kind) => acts.filter((act) => act.startsWith(`${kind}:`)).map((act) => act.split(":")[1]);
  return {
    reactions: acts.map((act) => ({ text: reactions[act.split(":")[0]], lines: [], report: null })),
    proof: of("keep-proof"), reported: of("report"), muted: of("mute"), blocked: of("block"),
    problem: "", profile: null, posts: [],
  };
}

/** A model of which `keep(acts)` hears each act, and `send(acts)` that the pupil is done. */
const playModel = (face, acts, keep, send) => makeModel({ face, response: { n: 0, acts }, feedback: bring(face, acts) }, (kept) => {
  const { response } = kept;
  kept.feedback = bring(face, response.acts);
  keep(response.acts);
  if (response.done) send(response.acts);
});

/** The network to play; `of` names the vote, `before` is what was sent for it. */
function drawPlay({ feed }, of, before, send) {
  const stored = JSON.parse(sessionStorage.getItem(ACTS) ?? "{}");
  const keep = (acts) => sessionStorage.setItem(ACTS, JSON.stringify({ of, acts }));
  const face = { ...feed, kind: "feed", lang, words: { ...words, i_am_done: word("feed-send") } };
  const place = make("div", { class: "qe-play" });
  render({ model: playModel(face, stored.of === of ? stored.acts : before ?? [], keep, send), el: place });
  return place;
}

/** What the pupil showed, and each post with what it was and why. */
const drawPlayed = ({ face, profile, posts }) =>
  make("div", { class: "qe-content" }, heading("h3", face.title), ending({ face, word }, { profile, posts }));
