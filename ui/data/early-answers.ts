const asked = new Map<string, Promise<Response>>()

/** Sends a request while the app is still loading. On a slow connection the answer arrives together with the app. */
export function askEarly(path: string, language: string): void {
  const answer = ask(path, language)
  answer.catch(() => undefined) // the code that takes the answer handles a lost connection
  asked.set(path, answer)
}

/** Returns the answer to an early request once. A later request needs fresh data. */
export function takeEarly(path: string): Promise<Response> | undefined {
  const answer = asked.get(path)
  asked.delete(path)
  return answer
}

function ask(path: string, language: string): Promise<Response> {
  return fetch(path, {
    credentials: 'same-origin',
    headers: { accept: 'application/json, application/problem+json', 'accept-language': language },
  })
}
