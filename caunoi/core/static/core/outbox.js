// What could not be sent waits on the device and goes once each when the network is back; what the server refuses or finds
// changed meanwhile is shown, never merged in silence. Also names the desk's pages that are kept for the road.

const DESK = "desk-of-";
const AGAIN_AFTER = 30_000;
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

async function forgetOthers(who) {
  const names = (await caches.keys()).filter((name) => name.startsWith(DESK) && name !== `${DESK}${who}`);
  await Promise.all(names.map((name) => caches.delete(name)));
}

// The home of the desk leads to what is needed on the road: its own duties and the form.
async function keepPages() {
  const now = await done((await store("facts")).get("who"));
  if (!now || !document.body.hasAttribute("data-keeps")) return;
  const cache = await caches.open(`${DESK}${now}`);
  const links = [...document.querySelectorAll("a[href^='/ban-lam-viec/']")].map((link) => link.pathname + link.search);
  const wanted = new Set([location.pathname, ...links.filter((link) => /\/(nhiem-vu|ghi-hoat-dong|kiem-tra)\//.test(link))]);
  const files = new Set();
  for (const address of [...wanted].slice(0, 60)) {
    const answer = await fetch(address, { headers: { "X-Kept": "1" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) continue;
    for (const file of filesOf(await answer.clone().text())) files.add(file);
    await cache.put(address, answer);
  }
  await Promise.all([...files].map((file) => fetch(file).catch(() => null))); // the service worker keeps what passes
}

// Styles and scripts that a page asks for.
function filesOf(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const named = [...page.querySelectorAll("link[rel=stylesheet], script[src]")];
  return named.map((one) => one.getAttribute("href") ?? one.getAttribute("src"));
}

function row(item, words) {
  const piece = document.querySelector("[data-outbox-item]").content.cloneNode(true);
  piece.querySelector("[data-label]").textContent = item.label || words.dataset.unnamed;
  piece.querySelector("[data-saved]").textContent = new Date(item.saved).toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" });
  piece.querySelector("[data-state]").textContent = words.dataset[item.state];
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

// Sends the form as a page of its own, so that the server's answer (what is wrong, what changed meanwhile) is seen and mended there.
async function reopen(item) {
  const now = await session();
  if (!now) return;
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
  await drop(item.id);
  form.submit();
}

async function show() {
  const found = await items();
  for (const badge of document.querySelectorAll("[data-outbox-count]")) {
    badge.textContent = String(found.length);
    badge.closest("[data-outbox-link]").hidden = found.length === 0;
  }
  const list = document.querySelector("[data-outbox]");
  if (!list) return;
  list.replaceChildren(...found.map((item) => row(item, list)));
  document.querySelector("[data-outbox-empty]").hidden = found.length > 0;
  document.querySelector("[data-outbox-send]").hidden = !found.some((item) => item.state === "waiting");
}

async function start() {
  if (!("indexedDB" in window)) return;
  await show();
  addEventListener("online", flush);
  document.querySelector("[data-outbox-send]")?.addEventListener("click", flush);
  // Before the sign-out goes: nothing of the person stays on the device but what they have not sent yet.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) forgetOthers(null);
  });
  setInterval(async () => {
    if ((await items()).some((item) => item.state === "waiting")) flush();
  }, AGAIN_AFTER);
  await flush();
  if ("caches" in window) await keepPages();
}

start();
