/* Makes a lesson of the kit run by itself when it is opened, and marks it so that lesson.css can dress it.
 *
 * A prebuilt JupyterLab extension written by hand: no build step, no dependency. It touches only notebooks whose
 * metadata name a lesson of the kit, runs only those that are trusted, and shows no words of its own.
 */
(() => {
  const NAME = "quizengine-lesson";
  const RUN = '[data-commandlinker-command="notebook:run-all-cells"]';
  const VIEW = "application/vnd.jupyter.widget-view+json";
  const SILENCE = 15_000; // milliseconds after which a kernel that said nothing is called again
  const ENDING = 30_000; // milliseconds that a kernel may take to end
  const running = new WeakSet();
  const closed = new Map(); // lessons closed in this page → their sessions, which are ending, whatever the server lists
  let shared = {};

  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);

  /** JupyterLab's own module of that name, so that no copy of it is shipped. */
  async function load(name) {
    const [version] = Object.values(shared[name]);
    return (await version.get())();
  }

  const codeCells = (panel) => panel.content.widgets.filter((cell) => cell.model.type === "code");
  const isTrusted = (panel) => codeCells(panel).every((cell) => cell.model.trusted);

  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  /** Wait until the kernel works: `info` may be of before it was restarted. */
  const work = (kernel) => new Promise((resolve) => {
    const look = () => ["idle", "busy"].includes(kernel.status) && resolve();
    kernel.statusChanged.connect(look);
    look();
  });

  /** Whether the server says that the kernel is at work: it answers later, and nothing of it may be lost. */
  async function isBusy({ sessionManager, session }) {
    await sessionManager.refreshRunning();
    const held = await sessionManager.findById(session?.id);
    return held?.kernel?.execution_state === "busy";
  }

  /** Wait until the kernel answers: a run asked for earlier is dropped without a word. Undefined in a closed panel. */
  async function kernelOf(panel) {
    const { sessionContext } = panel;
    await sessionContext.ready;
    const start = () => sessionContext.changeKernel({ name: sessionContext.kernelPreference.name });
    for (let tries = 1; !panel.isDisposed; tries += 1) {
      const kernel = sessionContext.session?.kernel ?? (await start());
      if (await Promise.race([Promise.all([kernel.info, work(kernel)]), pause(tries * SILENCE)])) return kernel;
      if (kernel.isDisposed) continue;
      if (tries % 2) kernel.reconnect().catch(console.warn);
      else if (!(await isBusy(sessionContext))) await start();
    }
  }

  /** False as soon as a kernel is lost, with all that it was asked: it ended, or it died and JupyterLab restarts it. */
  const loss = (kernel) => new Promise((resolve) => {
    kernel.disposed.connect(() => resolve(false));
    kernel.statusChanged.connect((_, status) => status === "autorestarting" && resolve(false));
  });

  /** Do a job with the kernel of a lesson; if that is lost meanwhile, again with the next one. */
  async function withKernel(panel, job) {
    for (let isDone = false; !isDone && !panel.isDisposed; ) {
      const kernel = await kernelOf(panel);
      if (kernel) isDone = await Promise.race([job(panel, kernel).then(() => true), loss(kernel)]);
    }
  }

  /** Wait for the end of a session that is ending: who opens a lesson again at once is given it back, to lose it. */
  async function outlive(panel, ending) {
    await panel.sessionContext.ready;
    const { session } = panel.sessionContext;
    if (session?.id !== ending) return;
    await Promise.race([new Promise((resolve) => session.disposed.connect(resolve)), pause(ENDING)]);
  }

  /** Whether the page was only reloaded: what it shows is still held by its kernel, with what pupils did. */
  async function isAlive(panel, kernel) {
    const reply = await kernel.requestCommInfo({ target_name: "jupyter.widget" });
    const comms = reply.content.comms ?? {};
    const outputs = codeCells(panel).flatMap((cell) => cell.model.outputs.toJSON());
    return outputs.some((output) => output.data?.[VIEW]?.model_id in comms);
  }

  /** Run the lesson. JupyterLab's own command would also move the reader to the selected cell. */
  async function run(panel) {
    const { CodeCell } = await load("@jupyterlab/cells");
    await Promise.all(codeCells(panel).map((cell) => CodeCell.execute(cell, panel.sessionContext)));
    await panel.context.save(); // so that a reload finds what the kernel still holds
  }

  /** Take away what an earlier day left: widgets that no kernel holds any more show only as errors. */
  function forget(panel) {
    for (const cell of codeCells(panel))
      cell.model.sharedModel.transact(() => cell.model.clearExecution(), false);
  }

  /** Run the lesson when it is opened, unless it is not to be trusted or the page was only reloaded. */
  async function runOnOpening(panel, kernel) {
    if (isTrusted(panel) && !(await isAlive(panel, kernel))) await run(panel);
  }

  /** Do a job while the page shows that it is busy; asked again meanwhile, do it no second time. */
  function once(panel, job) {
    if (running.has(panel)) return;
    running.add(panel);
    panel.addClass("qe-busy");
    const done = () => (running.delete(panel), panel.removeClass("qe-busy"));
    job().catch(console.error).finally(done);
  }

  function onClick(event, panel) {
    if (!event.target.closest(RUN) || !isTrusted(panel)) return; // an untrusted one: JupyterLab asks first
    event.preventDefault();
    event.stopPropagation();
    once(panel, () => withKernel(panel, run));
  }

  /** Mark the panel and its cells for lesson.css, and say what they are to whoever cannot see them. */
  function dress(panel, lesson) {
    panel.addClass("qe-lesson");
    panel.content.node.lang = lesson.lang;
    panel.content.node.querySelector('[role="feed"]')?.setAttribute("role", "region"); // a feed owns articles only
    for (const cell of panel.content.widgets) {
      cell.node.setAttribute("role", "group"); // a label needs a role
      for (const tag of cell.model.getMetadata("tags") ?? []) cell.addClass(`qe-tag-${tag}`);
    }
    panel.node.addEventListener("click", (event) => onClick(event, panel));
  }

  async function open(panel, sessions) {
    const { path } = panel.context;
    const ending = closed.get(path);
    closed.delete(path);
    panel.sessionContext.disposed.connect(({ session, kernelPreference }) => {
      if (session && kernelPreference.shutdownOnDispose) closed.set(path, session.id);
    });
    const held = sessions.refreshRunning().then(() => sessions.findByPath(path), () => null);
    await panel.context.ready;
    const lesson = panel.content.model?.getMetadata("quizengine");
    if (!lesson) return;
    if ((ending || !(await held)) && isTrusted(panel)) forget(panel);
    await panel.revealed;
    dress(panel, lesson);
    once(panel, async () => {
      if (ending) await outlive(panel, ending);
      await withKernel(panel, runOnOpening);
    });
  }

  /**
   * Keep a stray key or double-click from changing the lesson in front of a class: single keys do not reach
   * JupyterLab, so arrows and space scroll; Alt and a double-click open a text for editing.
   */
  function protect() {
    const isPage = (target) =>
      target.closest?.(".qe-lesson .jp-Notebook") && !target.closest(".cm-editor, .qe-root, input, textarea, select");
    window.addEventListener("keydown", (event) => {
      if (isPage(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    }, true);
    window.addEventListener("dblclick", (event) => {
      if (isPage(event.target) && !event.altKey) event.stopPropagation();
    }, true);
  }

  /** Show where the keyboard is to who uses it: the first page of a lesson should not open with a frame. */
  function followKeys() {
    window.addEventListener("keydown", () => document.body.classList.add("qe-keys"), true);
    document.addEventListener("pointerdown", () => document.body.classList.remove("qe-keys"), true);
  }

  function addStyle() {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = `${config.fullLabextensionsUrl}/${NAME}/static/lesson.css`;
    document.head.append(link);
  }

  const plugin = {
    id: `${NAME}:plugin`,
    autoStart: true,
    activate(app) {
      addStyle();
      followKeys();
      protect();
      app.restored.then(() => app.shell.collapseLeft?.());
      app.docRegistry.addWidgetExtension("Notebook", { createNew: (panel) => void open(panel, app.serviceManager.sessions) });
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB[NAME] = {
    init: (scope) => void (shared = scope),
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
