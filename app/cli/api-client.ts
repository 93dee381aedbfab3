import { randomUUID } from 'node:crypto'

/** Calls the API of a running node as one signed-in person, as the web app does. */
export interface Person {
  get<Answer>(path: string): Promise<Answer>
  /** Sends a command with a new id. A refusal becomes an error that says what to do next. */
  post<Answer>(path: string, input?: object): Promise<Answer>
}

export async function signInAt(base: string, email: string, password: string): Promise<Person> {
  const response = await fetch(`${base}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(await problemIn(response))
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const call = async <Answer>(path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(base + path, init)
    if (!answer.ok) throw new Error(`${path.replace(/[0-9a-f-]{36}/g, '…')}: ${await problemIn(answer)}`)
    return (await answer.json()) as Answer
  }
  return {
    get: (path) => call(path, { headers: { cookie } }),
    post: (path, input = {}) =>
      call(path, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(input),
      }),
  }
}

async function problemIn(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => ({}))) as {
    title?: string
    detail?: string
    next?: string
    code?: string
  }
  return [problem.title ?? `status ${response.status}`, problem.detail, problem.next].filter(Boolean).join('\n')
}
