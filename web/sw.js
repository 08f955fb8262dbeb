// The shell's keeper: the chat opens from the phone itself, with or without a network. It keeps page,
// script and style of one build together. What people write never passes through here: /api is not touched.

const BUILD = "__BUILD__";
const OURS = "balcao-shell-";
const KEPT = OURS + BUILD;
const BUILT = "/assets/" + BUILD + "/";
const PAGE = "/";
const MANIFEST = "/app.webmanifest";
const SHELL = [PAGE, MANIFEST, BUILT + "app.js", BUILT + "chat.css", BUILT + "icon.svg"];

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname !== PAGE) return;
    event.waitUntil(tidy());
    event.respondWith(opened(PAGE, event));
  } else if (url.pathname === MANIFEST) event.respondWith(opened(MANIFEST, event));
  else if (/^\/assets\/[^/]+\/[^/]+$/.test(url.pathname)) event.respondWith(asset(request));
});

// Whoever taps a notification comes to the conversation that it is about.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data || PAGE));
});

async function show(address) {
  const url = new URL(address, self.location.origin).href;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((one) => one.url === url);
  return there ? there.focus() : self.clients.openWindow(url);
}

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

// What is kept opens at once: on a thin network that is seconds. The query is the page's own matter; all are one page.
// A newer build comes with a worker of its own, and shows at the next opening.
async function opened(path, event) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(path, { ignoreVary: true });
  if (!kept) return fetch(path, { redirect: "manual" });
  event.waitUntil(renew(cache, path, kept.headers.get("ETag")));
  return kept;
}

// The same page may come with other headers: what is kept must not go on allowing more than the desk does now.
async function renew(cache, path, tag) {
  try {
    const answer = await fetch(path, { redirect: "manual" });
    if (answer.ok && answer.headers.get("ETag") === tag) await cache.put(path, answer);
  } catch (_) {
    // Without a network it stays as it is.
  }
}

async function asset(request) {
  return (await caches.match(request.url, { ignoreVary: true })) || fetch(request);
}
