// A story and a mock network from the tables that Python compiled (quizengine/classroom/tables_story.py).

/** How many paths lead from a node to an ending. */
const countPaths = (table, { next = null }) =>
  next?.reduce((sum, id) => sum + countPaths(table, table.nodes[id]), 0) ?? 1;

/** The story as far as a path goes; what does not fit ends it. */
function walkStory(table, path) {
  const steps = [];
  let rank = 0; // how many paths come before this one
  let node = table.nodes[table.start];
  for (const part of path) {
    const at = (node.steps ?? []).findIndex((step) => `${step.node}=${step.choice}` === part);
    if (at < 0) break;
    steps.push(node.steps[at]);
    for (const id of node.next.slice(0, at)) rank += countPaths(table, table.nodes[id]);
    node = table.nodes[node.next[at]];
  }
  if (!node.ending) return { steps, node: { ...node.face, number: steps.length + 1 }, ending: null, profile: null };
  return { steps, node: null, ending: node.ending, profile: profileOf(table, rank) };
}

function profileOf({ profiles, pieces, levels, sentences, profile }, rank) {
  const told = { ...profile, steps: [], again: [], best: [] };
  for (const code of profiles[rank]) {
    const [field, value] = pieces[code.charCodeAt(0) - 0x23];
    if (field !== "steps") told[field].push(value);
    else told.steps.push({ ...levels[value[0]], evidence: value[1].map((at) => sentences[at]) });
  }
  return told;
}

/** What an act brings, or null when it is none of this network's. */
function bringOf({ parts, acts, brings }, act) {
  const [kind, ...given] = act.split(":");
  const places = parts[kind];
  if (!places || given.length !== places.length) return null;
  const numbers = given.map((one, i) => places[i].indexOf(one));
  if (numbers.includes(-1)) return null;
  const rank = numbers.reduce((sum, number, i) => sum * places[i].length + number, 0);
  return brings[acts[kind].charCodeAt(rank) - 0x23];
}

/** The network after some acts; the first that is none of its own ends them. Who is blocked says nothing more. */
function playFeed(table, acts, done, { sorry, profile }) {
  const told = { reactions: [], proof: [], reported: [], muted: [], blocked: [], problem: "", profile: null, posts: [] };
  for (const act of acts) {
    const bring = bringOf(table, act);
    if (!bring) {
      told.problem = sorry;
      break;
    }
    const [text, said, report, marks] = bring;
    const lines = said.map((at) => table.lines[at]).filter(({ who }) => !told.blocked.includes(who));
    told.reactions.push({ act: act.split(":")[0], text: table.texts[text], lines, report: table.reports[report] ?? null });
    for (const [name, ids] of Object.entries(marks)) told[name].push(...ids);
  }
  return done ? { ...told, profile, posts: table.posts } : told;
}
