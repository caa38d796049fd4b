// The page of a report. What is typed is kept as it is typed: with the server, and on the device as long as the server has not
// got it. Figures open to what is behind them in a panel. The page works without this file.

const PAUSE = 1_200;
const AGAIN = 15_000;
const form = document.querySelector("form[data-filing]");
const panel = document.getElementById("panel");

// Words of the device's own copies: whose they are, which report, typed in which window.
const slots = (node) => `filing-${node.dataset.filing ?? node.dataset.read}-${node.dataset.who}`;
const slot = () => `${slots(form)}-${form.elements.window.value}`;

function readLocal(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function writeLocal(copy) {
  try {
    if (copy) localStorage.setItem(slot(), JSON.stringify(copy));
    else localStorage.removeItem(slot());
  } catch {
    // No room on the device: what is typed is then kept by the server alone.
  }
}

// The copies of all windows of this person, the newest first.
function copies(node) {
  const found = [];
  for (const key of Object.keys(localStorage)) {
    const copy = key === slots(node) || key.startsWith(`${slots(node)}-`) ? readLocal(key) : null;
    if (copy) found.push([key, copy]);
  }
  return found.sort((one, other) => other[1].saved - one[1].saved);
}

const copyOf = (saved, sent) => ({ fields: typed(), revision: form.elements.revision.value, seen: form.elements.seen.value, saved, sent });

function typed() {
  const found = {};
  for (const one of form.elements) {
    if (!one.name || one.type === "hidden" || one.type === "submit") continue;
    if (one.type === "checkbox") found[one.name] = one.checked ? one.value : "";
    else found[one.name] = one.value;
  }
  return found;
}

const clock = (moment) => new Date(moment).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });

function say(words, moment) {
  const state = document.getElementById("draft-state");
  state.textContent = moment ? `${words} ${clock(moment)}.` : words;
}

let timer = 0;
let running = false;
let waiting = false;

async function keep() {
  if (running) {
    waiting = true;
    return;
  }
  running = true;
  clearTimeout(timer);
  timer = 0;
  const saved = Date.now();
  writeLocal(copyOf(saved, false));
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form), headers: { "X-Draft": "1" } });
    if (answer.redirected || (!answer.ok && answer.status !== 409)) throw new Error(String(answer.status));
    place(await answer.text());
    if (readLocal(slot())?.saved === saved) writeLocal(null);
  } catch {
    say(navigator.onLine ? form.dataset.wordsAway : form.dataset.wordsLocal, saved);
    timer = setTimeout(keep, AGAIN);
  }
  running = false;
  if (!waiting) return;
  waiting = false;
  keep();
}

// Each piece of the answer goes where its name stands; a piece that is being written in is left alone.
function place(text) {
  const piece = document.createElement("template");
  piece.innerHTML = text;
  form.elements.seen.value = piece.content.getElementById("draft-state")?.dataset.seen ?? form.elements.seen.value;
  for (const one of [...piece.content.querySelectorAll("[id]")]) {
    const old = document.getElementById(one.id);
    if (!old || one.parentElement?.closest("[id]") || old.contains(document.activeElement)) continue;
    if (old.innerHTML !== one.innerHTML) old.innerHTML = one.innerHTML;
  }
}

const bare = (text) => text.replace(/[.\s]/g, "");

function showReason(input) {
  const known = input.dataset.known;
  if (known === undefined) return;
  const differs = bare(known) !== bare(input.value);
  form.querySelector(`[data-take="${input.dataset.value}"]`).hidden = !differs;
  const reason = form.querySelector(`[data-reason="${input.dataset.value}"]`);
  if (differs) reason.open = true;
  reason.hidden = !differs && !reason.querySelector("textarea").value;
}

function take(button) {
  const input = form.querySelector(`[data-value="${button.dataset.take}"]`);
  input.value = input.dataset.known;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}

// What the device alone has: typed without a network, on a page that was kept or left.
function restore() {
  if ("tried" in form.dataset) {
    writeLocal(null); // the server has it
    return;
  }
  const found = copies(form);
  const done = ([, copy]) => copy.sent && copy.revision !== form.dataset.revision;
  found.filter(done).forEach(([key]) => localStorage.removeItem(key));
  const [key, copy] = found.find((one) => !done(one)) ?? [];
  if (!copy) return;
  for (const [name, value] of Object.entries(copy.fields)) {
    const one = form.elements[name];
    if (!one) continue;
    if (one.type === "checkbox") one.checked = value === one.value; // a tick holds for what it stood beside
    else one.value = value;
  }
  form.elements.revision.value = copy.revision;
  form.elements.seen.value = copy.seen ?? form.elements.seen.value;
  localStorage.removeItem(key);
  writeLocal(copy);
  say(form.dataset.wordsRestored, copy.saved);
  if (!copy.sent) timer = setTimeout(keep, PAUSE);
}

function start() {
  // A page that was kept is opened again and again: each time it is a window of its own.
  if (document.body.dataset.keptAt && crypto.randomUUID) form.elements.window.value = crypto.randomUUID();
  restore();
  form.querySelectorAll("[data-value]").forEach(showReason);
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-value]")) showReason(event.target);
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (button) take(button);
  });
  // Sent: by now, or from the outbox later. The device's copy stays until the server is seen to have it.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = 0;
    writeLocal(copyOf(Date.now(), true));
  });
  addEventListener("online", () => readLocal(slot()) && !readLocal(slot()).sent && keep());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) keep();
  });
}

// The page as it stands goes with its person on the road, where their desk is kept.
async function keepPage() {
  if (!("caches" in window) || document.body.dataset.keptAt) return;
  const name = `desk-of-${form.dataset.who}`;
  if (!(await caches.has(name)) || !/\/bao-cao\/\d+\/$/.test(location.pathname)) return;
  const answer = await fetch(location.pathname).catch(() => null);
  if (answer?.ok && !answer.redirected) await (await caches.open(name)).put(location.pathname, answer);
}

if (form) {
  start();
  keepPage();
}

const read = document.querySelector("[data-read]");
if (read) copies(read).filter(([, copy]) => copy.sent).forEach(([key]) => localStorage.removeItem(key));

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "panel-body" && !panel.open) panel.showModal();
});
document.addEventListener("htmx:sendError", (event) => {
  if (event.detail.target?.id !== "panel-body") return;
  event.detail.target.textContent = panel.dataset.offlineWords;
  if (!panel.open) panel.showModal();
});
