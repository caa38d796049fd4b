// Keeps the style and the offline page, nothing else: a page of a person is never stored on the device.
const CACHE = "caunoi-{{ version|escapejs }}-" + hash("{% for url in kept %}{{ url|escapejs }} {% endfor %}");
const OFFLINE = "{% url 'core:offline' %}";
const KEPT = [OFFLINE{% for url in kept %}, "{{ url|escapejs }}"{% endfor %}];

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

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
    return;
  }
  const url = new URL(request.url);
  // The network first: a file that has changed is seen at once; the kept copy serves when there is none.
  if (url.origin === location.origin && KEPT.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
