// The page of the tablet without a network: the files of this one page and nothing else. `__SHELL__` and `__FILES__` are
// written in by the build (scripts/shell.ts). No answer of the API is ever kept here: people's data is in the page's own
// database, a person each.
const SHELL = '__SHELL__';
const PAGE = '/field';
const FILES = __FILES__;
const OURS = 'field-';

self.addEventListener('install', (event) => {
  const fill = async () => {
    const cache = await caches.open(SHELL);
    await cache.addAll([PAGE, ...FILES].map((file) => new Request(file, { cache: 'reload' })));
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener('activate', (event) => {
  const clear = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== SHELL);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

// From what is kept first, so that a network that is there and answers nothing does not hold the page up; a new version is
// taken in beside it and shown at the next opening.
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const key = request.mode === 'navigate' && url.pathname === PAGE ? PAGE : url.pathname;
  if (key !== PAGE && !FILES.includes(key)) return;
  const answer = async () => (await (await caches.open(SHELL)).match(key)) ?? fetch(request);
  event.respondWith(answer());
});
