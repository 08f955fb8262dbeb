// The shell's keeper: the chat opens without a network, and from the phone where the network stalls. It keeps page,
// script and style of one build together. What people write never passes through here: /api is not touched.

const BUILD = "__BUILD__";
const OURS = "balcao-shell-";
const KEPT = OURS + BUILD;
const BUILT = "/assets/" + BUILD + "/";
const PAGE = "/";
const MANIFEST = "/app.webmanifest";
const SHELL = [PAGE, MANIFEST, BUILT + "app.js", BUILT + "chat.css", BUILT + "icon.svg"];

// How long an opening waits for the network before what is kept is shown.
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname !== PAGE) return;
    event.waitUntil(tidy());
    event.respondWith(newest(PAGE));
  } else if (url.pathname === MANIFEST) event.respondWith(newest(MANIFEST));
  else if (/^\/assets\/[^/]+\/[^/]+$/.test(url.pathname)) event.respondWith(asset(request));
});

// All or nothing, and all of this build: where the desk has just been replaced, this worker gives way to the next one.
async function keep() {
  const answers = await Promise.all(SHELL.map((path) => fetch(path)));
  const page = await answers[0].clone().text();
  const good = answers.every((answer, at) => {
    const built = SHELL[at].startsWith(BUILT);
    return answer.ok && !answer.redirected && (!built || /immutable/.test(answer.headers.get("Cache-Control")));
  });
  if (!good || !page.includes(BUILT)) throw new Error("not of build " + BUILD);
  const kept = await caches.open(KEPT);
  await Promise.all(SHELL.map((path, at) => kept.put(path, answers[at])));
}

// A page that is open may still be loading the files of the build before: they stay while any is.
async function tidy() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== KEPT);
  if (windows.length) others.pop();
  await Promise.all(others.map((name) => caches.delete(name)));
}

// The network's answer if it comes soon, else what is kept. The query is the page's own matter; all are one page.
async function newest(path) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(path, { ignoreVary: true });
  if (!kept) return fetch(path, { redirect: "manual" });
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(path, { redirect: "manual", signal: patience.signal });
    if (answer.status >= 500) return kept;
    // The same page, perhaps with other headers: what is kept must not allow more than the desk does now.
    if (answer.ok && answer.headers.get("ETag") === kept.headers.get("ETag")) await cache.put(path, answer.clone());
    return answer;
  } catch (_) {
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

async function asset(request) {
  return (await caches.match(request.url, { ignoreVary: true })) || fetch(request);
}
