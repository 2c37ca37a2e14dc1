// Without a network: files by their hash from here, pages of the signed-in log as they were last seen.
// Never kept: /api, what was posted, files, and pages that are not this log's own.

const FILES = [];
const [KEPT, PAGES] = ["files", "pages-"];
const OWN = /^\/(today|queue|(work|payments|real-pay)(\/[\w/-]+)?)$/;
const CLEARS = /^\/you\/(sign-out|data\/erase|lock)/;
// The language, the name or hidden amounts: copies may say it no more as it was.
const CHANGES = /^\/you(\/amounts|\/discreet)?$/;
const [OFFLINE, UNSENT, ANSWERED] = ["/offline", "/offline?unsent=yes", "/offline?answered=yes"];
// Its name begins with the address, so that it stands in for a queue that is not kept.
const [QUEUE, WAITS] = ["/queue", "/queue?locked"];
const PUBLIC = /^\/(sign-in(\/join(\/[\w-]+)?|\/campaigns(\/[\w.-]+)*)?|queue|erased)?$/;
const ENTRY = /^\/work\/entries\//;
const MOST = 60;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([tidy(), self.clients.claim(), self.registration.navigationPreload?.enable()]));
});

const fill = async (files = FILES) => (await caches.open(KEPT)).addAll([...files, ...[OFFLINE, UNSENT, ANSWERED].map((url) => new Request(url, { cache: "reload" }))]);

async function tidy() {
  const cache = await caches.open(KEPT);
  const wanted = new Set(FILES);
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (pathname.startsWith("/static/") && !wanted.has(pathname + search)) await cache.delete(url);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method !== "GET") {
    if (request.mode === "navigate") event.respondWith(goesBack(request) ? answered() : sent(event));
  } else if (pathname.startsWith("/static/")) {
    event.respondWith(file(request));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event));
  }
});

self.addEventListener("message", (event) => {
  event.waitUntil(Promise.all([...event.data.map(want), caches.match(ANSWERED).then((found) => found ?? fill())]));
});

async function want(url) {
  const isOwn = new URL(url).origin === location.origin && OWN.test(new URL(url).pathname);
  if (isOwn && !(await caches.match(key(url)))) await keep(url, await fetch(url)).catch(() => {});
}

/** Back to the answer to a form: browsers look in their own cache alone, where no page of ours is, and send nothing. */
const goesBack = ({ isHistoryNavigation, cache }) => isHistoryNavigation || cache === "only-if-cached";
const answered = async () => (await caches.match(ANSWERED)) ?? Response.error();

/** A form. Signing out and locking take the copies away; where what they say is changed, each is made again at once. */
async function sent(event) {
  const { pathname } = new URL(event.request.url);
  let answer;
  try {
    answer = await fetch(event.request);
  } catch { // nothing was changed
    return (await caches.match(UNSENT)) ?? Response.error();
  }
  const kept = CHANGES.test(pathname) ? await copies() : [];
  if (kept.length || CLEARS.test(pathname)) await forget();
  event.waitUntil(forgetEntries().then(() => again(kept)));
  return answer;
}

/** A form may have changed any entry: its kept page would start a change on what it said before. */
async function forgetEntries() {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) if (ENTRY.test(new URL(one.url).pathname)) await cache.delete(one);
  }
}

async function again(urls) {
  for (const url of urls) await want(url).catch(() => {});
}

/** Addresses of the copies, what is needed most first. */
async function copies() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const first = ["/queue", "/today"].map((path) => location.origin + path);
  return keys.flat().map(({ url }) => url).reverse().sort((one, other) => first.indexOf(other) - first.indexOf(one));
}

async function file(request) {
  const found = await caches.match(request);
  if (found) return found;
  try {
    const answer = await fetch(request);
    if (answer.ok && new URL(request.url).search) await (await caches.open(KEPT)).put(request, answer.clone());
    return answer;
  } catch (error) {
    // A page from an older version asks for its own files: those of this version do.
    const newer = await caches.match(request, { ignoreSearch: true });
    if (newer) return newer;
    throw error;
  }
}

async function page(event) {
  const { url } = event.request;
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    event.waitUntil(keep(url, answer.clone()).catch(() => {}));
    return answer;
  } catch {
    const kept = OWN.test(new URL(url).pathname) && ((await caches.match(key(url))) ?? (await caches.match(url, { ignoreSearch: true })));
    return kept || (await caches.match(OFFLINE)) || Response.error();
  }
}

/** Today and an entry are one page each, whatever was just saved; lists differ by what was asked for. */
function key(url) {
  const { origin, pathname, search } = new URL(url);
  return origin + pathname + (pathname === "/today" || ENTRY.test(pathname) ? "" : search);
}

async function keep(url, answer) {
  if (![OWN, PUBLIC].some((known) => known.test(new URL(answer.url || url).pathname)) || !answer.ok) return;
  if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return;
  const html = await answer.text();
  if (saysNobody(html)) await empty();
  const log = html.match(/<body[^>]*\sdata-log="([^"]+)"/)?.[1];
  if (!log || !OWN.test(new URL(url).pathname) || answer.redirected) return;
  if (face(html) !== face((await (await caches.match(OFFLINE))?.text()) ?? "")) await fill([]).catch(() => {});
  await forget(PAGES + log);
  await (await caches.open(KEPT)).delete(WAITS);
  const cache = await caches.open(PAGES + log);
  await cache.put(key(url), copy(html, answer));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((one) => cache.delete(one)));
}

const saysNobody = (html) => /<body[^>]*\sdata-nobody/.test(html);

const copy = (html, answer) => new Response(html.replace("<body", `<body data-copied="${Date.now()}"`), { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": answer.headers.get("Content-Security-Policy") } });

/** Nobody is signed in here any more: no page of a log stays, and of the queue the one that says only how many wait. */
async function empty() {
  await forget();
  const answer = await fetch(QUEUE);
  const html = await answer.text();
  if (saysNobody(html)) await (await caches.open(KEPT)).put(WAITS, copy(html, answer));
}

/** The language of a page and the name it shows. */
const face = (html) => [/<html[^>]*>/, /<a class="brand"[^>]*>/].map((part) => html.match(part)?.[0]).join();

/** Drop the pages of every log but this one. */
async function forget(but = "") {
  for (const name of await caches.keys()) if (name.startsWith(PAGES) && name !== but) await caches.delete(name);
}
