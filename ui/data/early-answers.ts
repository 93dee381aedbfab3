const asked = new Map<string, Promise<Response>>()

/** Asks before the app is there to ask: on a slow line the answer comes together with the app. */
export function askEarly(path: string, language: string): void {
  const answer = ask(path, language)
  answer.catch(() => undefined) // whoever takes it deals with a line that is away
  asked.set(path, answer)
}

/** The answer to what was asked early; once, as the next to ask wants to know how it is then. */
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
