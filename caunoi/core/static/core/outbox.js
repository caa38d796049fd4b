// What could not be sent waits on the device and goes once each when the network is back; what the server refuses or finds
// changed meanwhile is shown, never merged in silence. Also names the desk's pages that are kept for the road.

const DESK = "desk-of-";
const AGAIN_SOON = 3_000;
const AGAIN_AFTER = 30_000;
const FOR_THE_ROAD = /^\/ban-lam-viec\/(nhiem-vu\/\d+\/(hoi\/)?|chien-dich\/\d+\/(nhiem-vu\/(?=\?own=1)|bo-tai-lieu\/)|ghi-hoat-dong\/|huong-dan\/|van-ban\/\d+\/|kiem-tra\/((cuoc|kien-nghi)\/\d+\/)?|bao-cao\/\d+\/)(\?.*)?$/;
const FRESH = 10 * 60_000;
const FORM = /\/(hoi|ghi-hoat-dong)\/(\?.*)?$/; // the empty forms of each duty: most of the pages, and hardly ever other than they were
const FORM_FRESH = 12 * 60 * 60_000;
const PAGES_AT_MOST = 120; // a grassroots union has about twenty duties, each with its form and its question
const BYTES_AT_MOST = 20_000_000;
let busy = null;

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("caunoi", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "id" });
      request.result.createObjectStore("facts");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function store(name, mode = "readonly") {
  return (await open()).transaction(name, mode).objectStore(name);
}

const fact = async (name) => done((await store("facts")).get(name));
const items = async () => (await done((await store("outbox")).getAll())).sort((one, other) => one.saved - other.saved);
const put = async (item) => done((await store("outbox", "readwrite")).put(item));
const drop = async (id) => done((await store("outbox", "readwrite")).delete(id));

// Who is signed in now, and a token that holds now: the one in a kept form may have ended.
async function session() {
  try {
    const answer = await fetch("/phien/", { cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function sendOne(item, token) {
  const data = new FormData();
  for (const [name, value] of item.fields) data.append(name, value);
  data.append("csrfmiddlewaretoken", token);
  const answer = await fetch(item.url, { method: "POST", body: data, headers: { "X-Outbox": "1" } });
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/tai-khoan/")) return { state: "waiting" }; // signed out meanwhile
  if (answer.redirected && answer.ok) return { state: "sent" };
  if (answer.status === 409) return { state: "conflict" };
  if (answer.status >= 500 || answer.status === 429) return { state: "waiting" };
  return { state: "refused" };
}

async function sendAll() {
  const waiting = (await items()).filter((item) => item.state === "waiting");
  const now = await session();
  if (!now) return;
  await done((await store("facts", "readwrite")).put(now.who, "who"));
  await forgetOthers(now.who);
  for (const item of waiting) {
    if (item.who !== null && item.who !== now.who) continue; // another person's: it waits for them
    if (now.who === null) break;
    let result;
    try {
      result = await sendOne(item, now.token);
    } catch {
      break; // the network went away again
    }
    if (result.state === "sent") await drop(item.id);
    else await put({ ...item, ...result });
  }
}

// Two tabs, or a click beside the clock, must not send the same things side by side.
export function flush() {
  busy ??= (navigator.locks ? navigator.locks.request("caunoi-outbox", sendAll) : sendAll()).finally(() => {
    busy = null;
    show();
  });
  return busy;
}

// Nothing of anybody else stays; of nobody at all where nobody is signed in.
async function forgetOthers(who) {
  const names = (await caches.keys()).filter((name) => name.startsWith(DESK) && name !== `${DESK}${who}`);
  await Promise.all(names.map((name) => caches.delete(name)));
}

// The home of the desk leads to what is needed on the road: its own duties, their guidance, the papers they stand in, the kit, and the forms.
// What it leads to no more is not kept any longer. Bounded in pages and bytes; the service worker shows no copy older than a week.
async function keepPages() {
  const who = await fact("who");
  if (!who || !document.body.hasAttribute("data-keeps") || document.body.dataset.keptAt) return;
  const cache = await caches.open(`${DESK}${who}`);
  const wanted = new Set([location.pathname, ...linksOf(document)]);
  const papers = new Map();
  const files = new Set();
  let bytes = 0;
  for (const address of wanted) {
    const { answer, isFresh } = await look(cache, address);
    if (!answer) return; // the network went away: what was kept before stays
    if (!answer.ok || answer.redirected) {
      if (answer.status < 500) wanted.delete(address); // the server itself is unwell: what was kept before stays
      continue;
    }
    const text = await answer.clone().text();
    bytes += new Blob([text]).size;
    if (bytes > BYTES_AT_MOST || (await fact("who")) !== who) break;
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const link of linksOf(page)) if (wanted.size < PAGES_AT_MOST) wanted.add(link);
    for (const [paper, size] of papersOf(page)) papers.set(paper, size);
    for (const file of filesOf(page)) files.add(file);
    if (!isFresh) await cache.put(address, answer);
  }
  for (const [address, size] of papers) {
    if (bytes + size > BYTES_AT_MOST) continue; // a smaller one may still find room
    const { answer, isFresh } = await look(cache, address);
    if (!answer || (await fact("who")) !== who) return;
    if (answer.status >= 500) wanted.add(address);
    if (!answer.ok || answer.redirected) continue;
    bytes += (await answer.clone().blob()).size;
    wanted.add(address);
    if (!isFresh) await cache.put(address, answer);
  }
  await Promise.all([...files].map((file) => fetch(file).catch(() => null))); // the service worker keeps what passes
  const old = (await cache.keys()).filter((request) => !wanted.has(addressOf(request.url)));
  await Promise.all(old.map((request) => cache.delete(request)));
}

// The copy at hand where it is young enough, else what the server answers; nothing where there is no network.
async function look(cache, address) {
  const known = address === location.pathname ? null : await cache.match(address, { ignoreVary: true });
  const isFresh = Boolean(known) && Date.now() - Date.parse(known.headers.get("date")) < (FORM.test(address) ? FORM_FRESH : FRESH);
  return { answer: isFresh ? known : await fetch(address).catch(() => null), isFresh };
}

// Files that belong to the kit, with the bytes that the page states.
function papersOf(page) {
  return [...page.querySelectorAll("main a[data-keep]")].map((link) => [addressOf(link.getAttribute("href")), Number(link.dataset.keep)]);
}

function addressOf(link) {
  const url = new URL(link, location.href);
  return url.pathname + url.search;
}

function linksOf(page) {
  const links = [...page.querySelectorAll("main a[href^='/ban-lam-viec/']")].map((link) => addressOf(link.getAttribute("href")));
  return links.filter((link) => FOR_THE_ROAD.test(link));
}

// Styles and scripts that a page asks for.
function filesOf(page) {
  const named = [...page.querySelectorAll("link[rel=stylesheet], script[src]")];
  return named.map((one) => one.getAttribute("href") ?? one.getAttribute("src"));
}

function row(item, words) {
  const piece = document.querySelector("[data-outbox-item]").content.cloneNode(true);
  piece.querySelector("[data-label]").textContent = item.label || words.dataset.unnamed;
  piece.querySelector("[data-saved]").textContent = new Date(item.saved).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });
  piece.querySelector("[data-state]").textContent = words.dataset[item.state];
  showTyped(item, piece);
  const again = piece.querySelector("[data-open]");
  again.hidden = item.state === "waiting";
  again.addEventListener("click", () => reopen(item));
  piece.querySelector("[data-drop]").addEventListener("click", async () => {
    if (!confirm(words.dataset.confirm)) return;
    await drop(item.id);
    show();
  });
  return piece;
}

// Whatever becomes of the form, its words can be read on the device.
function showTyped(item, piece) {
  for (const line of piece.querySelectorAll("[data-typed] [data-name]")) {
    const values = item.fields.filter(([name]) => name === line.dataset.name).map(([, value]) => (value instanceof File ? value.name : value));
    const words = values.filter(Boolean).join(", ");
    line.querySelector("dd").textContent = words;
    if (!words) line.remove();
  }
  if (!piece.querySelector("[data-typed] [data-name]")) piece.querySelector("[data-typed]").remove();
}

// Sends the form as a page of its own, so that the server's answer (what is wrong, what changed meanwhile) is seen and mended there.
async function reopen(item) {
  const now = await session();
  if (!now) return;
  if (now.who === null || (item.who !== null && item.who !== now.who)) {
    location.assign("/ban-lam-viec/"); // to sign in first
    return;
  }
  const form = document.createElement("form");
  form.method = "post";
  form.action = item.url;
  form.enctype = "multipart/form-data";
  form.hidden = true;
  const bundle = {};
  for (const [name, value] of [...item.fields, ["csrfmiddlewaretoken", now.token]]) {
    if (value instanceof File) {
      (bundle[name] ??= new DataTransfer()).items.add(value);
      continue;
    }
    const input = document.createElement("input");
    input.name = name;
    input.value = value;
    form.append(input);
  }
  for (const [name, files] of Object.entries(bundle)) {
    const input = document.createElement("input");
    input.type = "file";
    input.name = name;
    input.multiple = true;
    input.files = files.files;
    form.append(input);
  }
  document.body.append(form);
  form.submit(); // the service worker lets go of it once the server has taken it
}

async function show() {
  const found = "indexedDB" in window ? await items() : []; // a device that keeps nothing has nothing waiting
  for (const badge of document.querySelectorAll("[data-outbox-count]")) {
    badge.textContent = String(found.length);
    badge.closest("[data-outbox-link]").hidden = found.length === 0;
  }
  const list = document.querySelector("[data-outbox]");
  if (!list) return;
  // A row that has not changed stays the very element that it was: a finger may be on its button.
  const marks = found.map((item) => `${item.id} ${item.saved} ${item.state}`);
  if (list.dataset.shown !== marks.join("\n")) list.replaceChildren(...found.map((item) => row(item, list)));
  list.dataset.shown = marks.join("\n");
  document.querySelector("[data-outbox-empty]").hidden = found.length > 0;
  document.querySelector("[data-outbox-send]").hidden = !found.some((item) => item.state === "waiting");
}

// A page that came from the device says since when.
function showAge() {
  const at = document.body.dataset.keptAt;
  const banner = document.querySelector("[data-kept]");
  if (!at || !banner) return;
  const day = new Date(at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });
  banner.querySelector("[data-kept-day]").textContent = day;
  banner.hidden = false;
}

// The name under which a form waits, where it has no title of its own.
function nameForm(form) {
  if (!form.dataset.queue || form.elements.queue_label) return;
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "queue_label";
  input.value = form.dataset.queue;
  form.append(input);
}

// "Leave what stands", on a page that shows both sides: what waited under that form goes, and nothing else.
async function letGo(event) {
  const link = event.target.closest("[data-let-go]");
  if (!link) return;
  event.preventDefault();
  await drop(`${location.pathname} ${link.dataset.letGo}`).catch(() => null);
  location.assign(link.href);
}

async function leave() {
  await Promise.all([forgetOthers(null), store("facts", "readwrite").then((facts) => done(facts.put(null, "who")))]);
}

// A first try often comes too early: the network is only just back. Soon once more, then ever more patiently.
async function again(pause) {
  const waits = (await items()).some((item) => item.state === "waiting");
  if (waits) await flush();
  const next = waits ? Math.min(AGAIN_AFTER, pause * 2) : AGAIN_SOON;
  setTimeout(again, waits ? next : AGAIN_AFTER, next);
}

async function start() {
  showAge();
  await show();
  if (!("indexedDB" in window)) return;
  addEventListener("online", flush);
  document.querySelector("[data-outbox-send]")?.addEventListener("click", flush);
  // Before the sign-out goes: nothing of the person stays on the device but what they have not sent yet.
  document.addEventListener("submit", (event) => {
    nameForm(event.target);
    if (event.target.matches("[data-sign-out]")) leave();
  });
  document.addEventListener("click", letGo);
  setTimeout(again, AGAIN_SOON, AGAIN_SOON);
  await flush();
  if ("caches" in window) await keepPages();
}

start();
