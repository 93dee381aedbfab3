/** A command may find that somebody changed its record meanwhile. Whatever the page shows is then loaded again. */
const bus = new EventTarget()

export function tellChanged(): void {
  bus.dispatchEvent(new Event('changed'))
}

export function onChanged(listener: () => void): () => void {
  bus.addEventListener('changed', listener)
  return () => bus.removeEventListener('changed', listener)
}
