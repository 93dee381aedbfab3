/** Any request may find that the session has ended. The shell listens and shows the sign-in screen. */
const bus = new EventTarget()

export function tellSignedOut(): void {
  bus.dispatchEvent(new Event('signed-out'))
}

export function onSignedOut(listener: () => void): () => void {
  bus.addEventListener('signed-out', listener)
  return () => bus.removeEventListener('signed-out', listener)
}
