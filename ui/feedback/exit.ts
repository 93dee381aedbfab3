/** Leaving a public page quickly. Plain DOM, so that pages rendered by the server can use it without React. */

const PRESSES = 3
const WITHIN_MS = 5000

/** Empties the page at once, then replaces it with `to` in the history. */
export function leavePage(to: string): void {
  document.title = ''
  document.body.replaceChildren()
  document.documentElement.style.background = '#fff'
  location.replace(to)
}

/**
 * Calls `onExit` when Shift is pressed three times within five seconds, and `onPress` with the count so far. Not
 * Escape: Escape would stop the page load that hides this page.
 * @returns a function that stops listening
 */
export function listenForShift(onExit: () => void, onPress: (count: number) => void): () => void {
  let count = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  function press(event: KeyboardEvent) {
    if (event.key !== 'Shift' || event.repeat) return
    count += 1
    clearTimeout(timer)
    onPress(count)
    if (count >= PRESSES) return onExit()
    timer = setTimeout(() => {
      count = 0
      onPress(0)
    }, WITHIN_MS)
  }
  document.addEventListener('keyup', press)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('keyup', press)
  }
}
