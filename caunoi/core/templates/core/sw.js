// Keeps the style, the offline page and the outbox; keeps the desk's pages of the person signed in for a week (core/outbox.js
// names them and empties them at sign-out); and takes into the outbox what was sent while there was no network.
const CACHE = "caunoi-{{ version|escapejs }}-" + hash("{% for url in kept %}{{ url|escapejs }} {% endfor %}");
const OFFLINE = "{% url 'core:offline' %}";
const OUTBOX = "{% url 'core:outbox' %}";
const KEPT = [OFFLINE, OUTBOX{% for url in kept %}, "{{ url|escapejs }}"{% endfor %}];
const DESK = "desk-of-";
const WEEK = 7 * 24 * 3600 * 1000;

function hash(text) {
  let sum = 0;
  for (const letter of text) sum = (Math.imul(sum, 31) + letter.codePointAt(0)) | 0;
  return (sum >>> 0).toString(36);
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith("caunoi-") && name !== CACHE));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

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

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Only forms that count once however often they are sent (they carry client_key) may wait and be sent again.
async function keep(copy, data) {
  const base = await open();
  const who = await answer(base.transaction("facts").objectStore("facts").get("who"));
  const key = data.get("client_key");
  const item = {
    id: `${new URL(copy.url).pathname} ${key}`,
    url: copy.url,
    who: who ?? null,
    label: String(data.get("queue_label") || data.get("title") || data.get("text") || ""),
    fields: [...data.entries()].filter(([name]) => name !== "csrfmiddlewaretoken"),
    saved: Date.now(),
    state: "waiting",
    note: "",
  };
  const write = base.transaction("outbox", "readwrite");
  write.objectStore("outbox").put(item);
  await new Promise((resolve, reject) => {
    write.oncomplete = resolve;
    write.onabort = () => reject(write.error);
  });
}

// A form opened again from the outbox leaves it once the server has taken it: a redirect, not a page with what is wrong. Where
// the session has ended the redirect only leads to the sign-in: then the form stays.
async function settle(copy) {
  const base = await open();
  const path = new URL(copy.url).pathname;
  const kept = await answer(base.transaction("outbox").objectStore("outbox").getAllKeys());
  if (!kept.some((id) => id.startsWith(`${path} `))) return;
  const id = `${path} ${(await copy.formData()).get("client_key")}`;
  const item = await answer(base.transaction("outbox").objectStore("outbox").get(id));
  const now = await (await fetch("/phien/", { cache: "no-store" })).json();
  if (!item || now.who === null || (item.who !== null && item.who !== now.who)) return;
  await answer(base.transaction("outbox", "readwrite").objectStore("outbox").delete(id));
}

async function send(request) {
  const copy = request.clone();
  try {
    const found = await fetch(request);
    if (found.type === "opaqueredirect") await settle(copy).catch(() => null);
    return found;
  } catch (failure) {
    const data = await copy.formData().catch(() => null);
    if (!data?.get("client_key")) return (await caches.match(OFFLINE)) ?? Promise.reject(failure);
    await keep(copy, data);
    return Response.redirect(OUTBOX, 303);
  }
}

// The copy of the person who is signed in, marked with its day; none older than a week.
async function keptPage(request) {
  const base = await open();
  const who = await answer(base.transaction("facts").objectStore("facts").get("who"));
  const name = `${DESK}${who}`;
  if (!who || !(await caches.has(name))) return null;
  const kept = await (await caches.open(name)).match(request, { ignoreVary: true });
  const day = Date.parse(kept?.headers.get("date"));
  if (!kept || !(Date.now() - day < WEEK)) return null;
  if (!kept.headers.get("content-type")?.startsWith("text/html")) return kept; // a file of the kit, as it came
  const headers = new Headers(kept.headers);
  for (const gone of ["content-encoding", "content-length"]) headers.delete(gone);
  const marked = (await kept.text()).replace("<body ", `<body data-kept-at="${new Date(day).toISOString()}" `);
  // A form kept once may be filled in several times: each time it is another form.
  const text = marked.replace(/(name="client_key" value=")[0-9a-f-]{36}"/g, (_all, head) => `${head}${crypto.randomUUID()}"`);
  return new Response(text, { status: kept.status, headers });
}

async function read(request) {
  try {
    return await fetch(request);
  } catch {
    const path = new URL(request.url).pathname;
    return (await keptPage(request).catch(() => null)) ?? caches.match(path === OUTBOX ? OUTBOX : OFFLINE);
  }
}

// The network first: a file that has changed is seen at once; the kept copy serves when there is none.
async function readFile(request) {
  try {
    const found = await fetch(request);
    if (found.ok) await (await caches.open(CACHE)).put(request, found.clone());
    return found;
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "POST") event.respondWith(send(request));
    else if (request.method === "GET") event.respondWith(read(request));
    return;
  }
  if (request.method === "GET" && url.pathname.startsWith("{% get_static_prefix %}")) {
    event.respondWith(readFile(request));
  }
});
