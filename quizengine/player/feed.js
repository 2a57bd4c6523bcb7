// A small invented network: posts, and what a witness can do about each; the acts are in the model.
// Nothing here says which post is harassment: that comes in `feedback` once the pupil is done.

const EMPTY = { reactions: [], proof: [], muted: [], blocked: [], reported: [], problem: "", profile: null, posts: [] };
const TOP = "top"; // where acts that touch no post are done

const badge = (name, text) => make("span", { class: "qe-badge" }, icon(name), text);

function author({ name, handle }, index, when) {
  const line = make("span", { class: "qe-role qe-when" }, [`@${handle}`, when].map((text) => make("span", { text })));
  const names = make("p", {}, make("strong", { text: name }), line);
  return make("div", { class: "qe-post-head" }, avatar(name, index), names);
}

/** What the network answers to a report, and what can be done next: a report is never the end. */
function answerCard({ word }, { outcome, text, next }) {
  return make("div", { class: "qe-answer" },
    make("p", { class: "qe-answer-head" }, icon("home"), make("strong", { text: word("network_answer") })),
    make("p", { class: "qe-outcome", text: word(`outcome_${outcome}`) }),
    make("p", { text }),
    make("p", { class: "qe-outcome", text: word("what_next") }),
    make("p", { text: next }));
}

/** A titled group of buttons. */
function group(id, title, ...content) {
  const legend = make("p", { class: "qe-legend", id, text: title });
  return make("div", { role: "group", "aria-labelledby": id }, legend, content);
}

/** The end: the profile, then each post again with what it was and why. */
function ending(ui, { profile, posts }, ...buttons) {
  const { face, word } = ui;
  const cards = posts.map(({ id, kind, kind_text, why }) => {
    const post = face.posts.find((one) => one.id === id);
    return make("li", { class: "qe-option" },
      make("p", { class: "qe-role", text: face.accounts.find((one) => one.id === post.account).name }),
      make("p", { class: "qe-quote", text: post.text }),
      make("p", { class: `qe-badge qe-kind-${kind}`, text: kind_text }),
      make("p", { class: "qe-why", text: why }));
  });
  return make("div", { class: "qe-content" },
    profileCard(ui, profile),
    heading("h4", word("post_by_post")),
    make("ul", { class: "qe-reasons qe-review" }, cards),
    make("div", { class: "qe-buttons" }, buttons));
}

function render({ model, el }) {
  const ui = mount({ model, el, onFeedback: hear, onLate: late });
  const { face, word } = ui;
  // `then` and `saying`: where the focus goes, and what is said, once the answer to this view's act is there.
  const view = { place: TOP, menu: "", form: null, notice: "", helping: false, then: "feed", saying: "" };
  const places = new Map(); // act → where it was done, so that its reaction shows there

  // An act that Python could not use has no reaction: it and those after it are not done.
  const done = () => (model.get("response")?.acts ?? []).slice(0, model.get("feedback")?.reactions?.length ?? 0);
  function state() {
    const known = { ...EMPTY, ...model.get("feedback") };
    return { ...known, reactions: done().map((act, i) => ({ ...known.reactions[i], act })) };
  }

  const accountOf = (id) => face.accounts.find((account) => account.id === id);
  const kindOf = (act) => face.acts.find(({ id }) => id === act.split(":")[0]);
  const isRemoved = (post) =>
    state().reactions.some(({ act, report }) => report?.outcome === "removed" && act.split(":")[1] === post.id);

  /** Name an act in words: what, and on whose post or account. */
  function label(act) {
    const object = act.split(":")[1];
    const { on, text } = kindOf(act);
    if (on === "none") return text;
    const account = on === "post" ? face.posts.find((post) => post.id === object).account : object;
    return word(`act_on_${on}`, { act: text, name: accountOf(account).name });
  }

  /** Where an act's reaction belongs; a rebuilt view takes the account's first post. */
  function placeOf(act) {
    const object = act.split(":")[1];
    const { on } = kindOf(act);
    if (on === "post") return object;
    return on === "none" ? TOP : places.get(act) ?? face.posts.find((post) => post.account === object)?.id ?? TOP;
  }

  // ---- What the pupil does

  function hear(mine) {
    view.notice = state().problem;
    if (!mine) return draw();
    draw(view.notice ? "notice" : view.then);
    if (!view.notice) ui.say(view.saying);
  }

  function late(sentence) {
    view.notice = sentence;
    draw("notice");
  }

  function turn(change, key) {
    Object.assign(view, { notice: "", menu: "", form: null }, change);
    draw(key);
  }

  function send(acts, { place = view.place, then, saying = "", finished = false }) {
    Object.assign(view, { place, then, saying, menu: "", form: null, notice: "" });
    ui.send({ acts, done: finished });
  }

  function perform(act, place) {
    places.set(act, place);
    send([...done(), act], { place, then: "reaction", saying: word("act_done", { act: label(act) }) });
  }

  function undo(act, then) {
    const last = done().lastIndexOf(act);
    send(done().filter((_, i) => i !== last), { then, saying: word("act_undone", { act: label(act) }) });
  }

  const reopen = (acts) => send(acts, { place: TOP, then: "feed" });

  /** Ask what an act needs, a report two things, a message one; `opener` gets the focus back. */
  function ask({ id, text }, object, place, opener) {
    const reasons = { legend: word("report_what_for"), options: face.reasons };
    const audiences = { legend: word("report_for_whom"), options: face.audiences };
    const messages = { legend: text, options: face.messages.filter((message) => message.act === id) };
    // The reason of a report is asked first and stands last in the act.
    const finish = (answers) => perform([id, object, ...answers.reverse()].filter(Boolean).join(":"), place);
    const asks = id === "report" ? [reasons, audiences] : [messages];
    turn({ place, form: askForm(ui, asks, finish, () => turn({}, opener)) }, "first");
  }

  // ---- What the pupil sees

  /** What followed the last act done at this place; a network's answer to a report stays. */
  function aftermath(place) {
    const { reactions } = state();
    const here = reactions.filter(({ act }) => placeOf(act) === place);
    const last = here.at(-1);
    const isHere = view.place === place;
    return [
      isHere && view.form,
      isHere && view.notice && make("p", { class: "qe-problem", tabindex: "-1", key: "notice", text: view.notice }),
      last && make("div", { class: "qe-reaction", tabindex: "-1", key: last === reactions.at(-1) ? "reaction" : null },
        make("p", { class: "qe-reaction-head" }, icon("follows"), make("strong", { text: label(last.act) })),
        make("p", { text: last.text }),
        chat(last.lines, face.accounts)),
      here.filter(({ report }) => report).map(({ report }) => answerCard(ui, report)),
    ];
  }

  function menu(post, id) {
    const account = accountOf(post.account);
    const needsWords = (act) => act.id === "report" || act.id === "reply";
    const isOpen = (act, object) =>
      !done().includes(`${act.id}:${object}`) && !(act.id === "report" && state().reported.includes(post.id));
    const acts = (on, object) => face.acts.filter((act) => act.on === on && isOpen(act, object)).map((act) =>
      button(act.text, "act", () => (needsWords(act)
        ? ask(act, object, post.id, `menu-${post.id}`)
        : perform(`${act.id}:${object}`, post.id))));
    return make("div", { class: "qe-panel qe-menu", id },
      !isRemoved(post) && group(`${id}-post`, word("menu_post"), acts("post", post.id)),
      group(`${id}-account`, word("menu_account", { name: account.name }),
        make("p", { class: "qe-role", text: account.about }), acts("account", account.id)));
  }

  /** The line that stands for a post of a muted or blocked account. */
  function folded(post, { id, name }, way, badges) {
    const props = { "aria-label": word(`undo_${way}`, { name }) };
    return make("article", { class: "qe-post qe-folded", "aria-label": name },
      make("p", { text: word(`folded_${way}`, { name }) }),
      badges,
      button(word("undo"), "second", () => undo(`${way}:${id}`, `menu-${post.id}`), props));
  }

  function article(post) {
    const { proof, reported, muted, blocked } = state();
    const account = accountOf(post.account);
    const badges = [
      proof.includes(post.id) && badge("proof", word("badge_proof")),
      reported.includes(post.id) && badge("right", word("badge_reported")),
    ];
    if (blocked.includes(account.id)) return folded(post, account, "block", badges);
    if (muted.includes(account.id)) return folded(post, account, "mute", badges);
    const id = `${ui.id}-${post.id}`;
    const isOpen = view.menu === post.id;
    const more = make("button", {
      class: "qe-button qe-second qe-more", key: `menu-${post.id}`,
      "aria-expanded": String(isOpen), "aria-controls": isOpen ? id : null,
      "aria-label": word("menu_open", { name: account.name, text: post.text }),
      on: { click: () => turn({ menu: isOpen ? "" : post.id }) },
    }, word("menu"), icon("open"));
    return make("article", { class: "qe-post", "aria-label": account.name },
      author(account, face.accounts.indexOf(account), post.when),
      isRemoved(post) ? make("p", { class: "qe-removed", text: word("post_removed") }) : make("p", { text: post.text }),
      make("div", { class: "qe-post-foot" }, make("span", { class: "qe-role", text: post.seen }), badges, more),
      isOpen && menu(post, id));
  }

  function thread(parent) {
    const posts = face.posts.filter((post) => (post.reply_to || "") === parent);
    return posts.length > 0 && make("ul", { class: parent ? "qe-posts qe-replies" : "qe-posts" },
      posts.map((post) => make("li", {}, article(post), aftermath(post.id), thread(post.id))));
  }

  function phone() {
    const opener = (act) =>
      button(act.text, "second", () => ask(act, "", TOP, `menu-${act.id}`), { key: `menu-${act.id}` });
    return make("div", { class: "qe-phone" },
      make("div", { class: "qe-app" }, icon("home"), make("strong", { text: word("network") })),
      make("div", { class: "qe-top" }, face.acts.filter((act) => act.on === "none").map(opener)),
      aftermath(TOP),
      thread(""));
  }

  function side() {
    const acts = done();
    const undoLast = () => undo(acts.at(-1), acts.length > 1 ? "undo" : "feed");
    return make("div", { class: "qe-side" },
      heading("h4", word("my_acts"), "feed"),
      acts.length > 0
        ? make("ol", { class: "qe-list" }, acts.map((act) => make("li", { text: label(act) })))
        : make("p", { class: "qe-role", text: word("no_acts") }),
      acts.length > 0 && button(word("undo_last"), "second", undoLast, { key: "undo" }),
      button(word("i_am_done"), "primary", () => send(acts, { place: TOP, then: "profile", finished: true })),
      button(word("stop_here"), "quiet", () => turn({ helping: true }, "help")));
  }

  function content() {
    if (view.helping) return help(ui, () => turn({ helping: false }, "title"));
    if (state().profile) {
      return ending(ui, state(),
        button(word("another_try"), "primary", () => reopen([])),
        button(word("back_to_feed"), "second", () => reopen(done())));
    }
    return [
      make("p", { class: "qe-lead", text: face.intro }),
      make("p", { class: "qe-you", text: face.you }),
      make("div", { class: "qe-feed-grid" }, phone(), side()),
    ];
  }

  const draw = (key) => ui.show([header(face.title), content()], key);
  draw();
  return ui.stop;
}

export default { render };
