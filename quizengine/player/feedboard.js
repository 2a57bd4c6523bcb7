// The invented network on the board: its posts, one turn after the other, and what it came to.

/** How often each act was done on something, as words; nothing before the counts are told. */
function tallies(acts, name, counts) {
  const done = acts.filter(({ id }) => counts[name ? `${id}:${name}` : id] > 0);
  return done.length > 0 && make("ul", { class: "qe-shares" }, done.map(({ id, text }) =>
    make("li", {}, `${text} `, make("strong", { text: counts[name ? `${id}:${name}` : id] }))));
}

/** A post as a card. */
function postCard(feed, post, ...more) {
  const i = feed.accounts.findIndex(({ id }) => id === post.account);
  return make("div", { class: post.reply_to ? "qe-post qe-reply" : "qe-post" },
    make("p", { class: "qe-post-head" }, avatar(feed.accounts[i].name, i), make("strong", { text: feed.accounts[i].name })),
    make("p", { text: post.text }),
    make("p", { class: "qe-when", text: `${post.when} · ${post.seen}` }),
    more);
}

/** What an act of the class brought: its effect, who answers, and what the network says to a report. */
function broughtBoard({ text, lines, report }, { accounts }) {
  return make("div", { class: "qe-brought" },
    make("p", { text }),
    chat(lines, accounts),
    report && make("div", { class: "qe-note" },
      make("p", { class: "qe-note-title", text: word(`outcome_${report.outcome}`) }),
      make("p", { text: report.text }),
      make("p", { text: report.next })));
}

/** The acts that can be done now under their number; those that the class has done are marked. */
const doables = (acts) => make("ol", { class: "qe-doables" }, acts.map(({ text, done }, i) =>
  make("li", { class: done ? "qe-doable qe-is-right" : "qe-doable" },
    rank(i + 1), make("span", { text }), done && icon("right"))));

/** One turn: a post, what can be done with it, and what the last act brought. */
function turnBoard({ feed, turn }, level) {
  const { title, acts, post, brought } = turn;
  const cards = feed.posts.map((one) => postCard(feed, one));
  return [
    make(level, { class: "qe-stem", text: post ? word("turns-ask") : title }),
    make("div", { class: brought ? "qe-turn qe-answered" : "qe-turn" },
      make("div", { class: "qe-turn-post" }, post ? cards : doables(acts)),
      brought && broughtBoard(brought, feed)),
    post && doables(acts),
  ];
}

/** What the class did by turns, in order. */
const didBoard = ({ did, first }, level) => [
  make(level, { class: "qe-stem", text: word("turns-done") }),
  make("ol", { class: "qe-list", start: first }, did.map((text) => make("li", { text }))),
];

/** Five steps, each with a shape, a word and its evidence. */
const profileBoard = ({ profile }, level) => [
  make(level, { class: "qe-stem", text: profile.title }),
  make("ol", { class: "qe-levels" }, profile.steps.map((step) =>
    make("li", { class: "qe-vote" }, icon(`level-${step.level}`),
      make("div", { class: "qe-vote-text" },
        make("p", {}, make("strong", { text: step.name }), ` · ${step.word}`),
        step.evidence.map((text) => make("p", { text })))))),
];

const againBoard = ({ again, best }, level) => [
  make(level, { class: "qe-hidden", text: word("profile_again") }),
  make("div", { class: "qe-columns qe-halves" }, [["profile_best", best], ["profile_again", again]].map(([key, texts]) =>
    texts.length > 0 && make("div", { class: "qe-note" },
      make("p", { class: "qe-note-title", text: word(key) }), list(texts)))),
];

/** What each post was and why, with how many did what. */
const toldBoard = ({ screen, counts }, level) => [
  make(level, { class: "qe-hidden", text: word("post_by_post") }),
  make("ul", { class: "qe-told-posts" }, screen.posts.map(({ id, name, text, kind, kind_text, why }) =>
    make("li", { class: "qe-post" },
      make("p", {}, make("strong", { text: name }), " ", make("span", { class: `qe-badge qe-kind-${kind}`, text: kind_text })),
      make("p", { class: "qe-quote", text }),
      make("p", { class: "qe-why", text: why }),
      tallies(screen.acts, id, counts)))),
];

/** What was done to accounts, and in private. */
function restBoard({ feed }, counts, level) {
  const rows = feed.accounts.map(({ id, name }) => [name, tallies(feed.acts.filter(({ on }) => on === "account"), id, counts)]);
  const said = tallies(feed.acts.filter(({ on }) => on === "none"), "", counts);
  return [
    make(level, { class: "qe-stem", text: word("turns-rest") }),
    make("ul", { class: "qe-list qe-rest" }, rows.filter(([, told]) => told).map(([name, told]) =>
      make("li", {}, make("strong", { text: name }), told))),
    said,
  ];
}

/** The network wherever the session stands in it. */
function feedBoard({ screen, counts }, level) {
  if (screen.did) return didBoard(screen, level);
  if (screen.profile) return profileBoard(screen, level);
  if (screen.again) return againBoard(screen, level);
  if (screen.posts) return toldBoard({ screen, counts }, level);
  if (screen.turn) return turnBoard(screen, level);
  if (screen.rest) return restBoard(screen, counts, level);
  const { feed } = screen;
  if (feed.intro) {
    return [
      make("p", { class: "qe-app" }, icon("home"), make("strong", { text: word("network") })),
      make(level, { class: "qe-stem", text: feed.title }),
      make("p", { text: feed.intro }),
      make("p", { class: "qe-you", text: feed.you }),
    ];
  }
  const onPost = feed.acts.filter(({ on }) => on === "post");
  const card = (post) => postCard(feed, post, tallies(onPost, post.id, counts));
  const threads = feed.posts.filter((post) => !post.reply_to).map((post) =>
    make("li", {}, card(post), feed.posts.filter((reply) => reply.reply_to === post.id).map(card)));
  return [make(level, { class: "qe-hidden", text: feed.title }), make("ul", { class: "qe-cards" }, threads)];
}
