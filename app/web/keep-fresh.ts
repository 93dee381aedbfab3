type Listener = (activate: () => void) => void

const listeners = new Set<Listener>()
let waiting: ServiceWorker | undefined

/** Registers the service worker in a built app and checks for new versions from time to time. */
export function keepServiceWorkerFresh(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  let reloading = false
  const hadOne = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!hadOne || reloading) return
    reloading = true
    location.reload()
  })
  const register = () =>
    navigator.serviceWorker
      .register('/sw.js')
      .then(watch)
      .catch(() => undefined) // private windows forbid it; the app then works, but not offline
  addEventListener('load', () => setTimeout(register, FIRST_SCREEN_MS))
}

/**
 * Caching downloads the whole app in every language. On a slow connection it must wait until the first screen is there.
 */
const FIRST_SCREEN_MS = 4_000
const LOOK_AGAIN_MS = 30 * 60_000

function watch(registration: ServiceWorkerRegistration): void {
  if (registration.waiting) tell(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing
    fresh?.addEventListener('statechange', () => {
      if (fresh.state === 'installed' && navigator.serviceWorker.controller) tell(fresh)
    })
  })
  setInterval(() => void registration.update().catch(() => undefined), LOOK_AGAIN_MS)
}

function tell(worker: ServiceWorker): void {
  waiting = worker
  for (const listener of listeners) listener(activate)
}

function activate(): void {
  waiting?.postMessage('take-over', { transfer: [] })
}

/** Calls `listener` when a newer version is downloaded and waits. */
export function onNewVersion(listener: Listener): () => void {
  listeners.add(listener)
  if (waiting) listener(activate)
  return () => listeners.delete(listener)
}
