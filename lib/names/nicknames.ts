import { NICKNAME_CLASSES } from './nickname-classes.ts'
import { fold, type Part } from './parts.ts'

const CLASSES_BY_FORM = index()

function index(): ReadonlyMap<string, readonly string[]> {
  const byForm = new Map<string, string[]>()
  for (const forms of NICKNAME_CLASSES) {
    const [name, ...others] = forms.split(' ') as [string, ...string[]]
    for (const form of new Set([name, ...others].map(fold))) byForm.set(form, [...(byForm.get(form) ?? []), name])
  }
  return byForm
}

/** The nickname classes of this part; empty when our list does not have it. */
export function nicknameClassesOf(part: Part): readonly string[] {
  return CLASSES_BY_FORM.get(part.folded) ?? []
}
