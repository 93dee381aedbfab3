// Caches the app's own files, so that it opens without a network. Never touches /api or the public pages, so it stores
// nothing about a child.
const VERSION = '%VERSION%'
const KEEP = ['%KEEP%']
const CACHE = `tenfold-${VERSION}`

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(KEEP.map((path) => new Request(path, { cache: 'reload' })))),
  )
})

// A new version waits until the person agrees, so that open forms are not lost.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting()
  if (event.data === 'version') event.source?.postMessage({ version: VERSION })
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith('tenfold-') && name !== CACHE).map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  )
})

const OURS = /^\/(assets\/|icon|tenfold\.webmanifest)/

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/api/') || /^\/(tell|sw\.js)/.test(url.pathname)) return
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match('/', { cacheName: CACHE })))
    return
  }
  if (!OURS.test(url.pathname)) return
  event.respondWith(caches.match(request, { cacheName: CACHE }).then((kept) => kept ?? fetchAndKeep(request)))
})

/** Caches fonts of other scripts after their first use. */
async function fetchAndKeep(request) {
  const response = await fetch(request)
  if (response.ok && new URL(request.url).pathname.startsWith('/assets/')) {
    const cache = await caches.open(CACHE)
    await cache.put(request, response.clone())
  }
  return response
}
