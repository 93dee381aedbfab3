import type { z } from 'zod'
import { questionTypeNames } from './question-types.ts'
import type { Choice, Form, Item, Question, QuestionType, Sensitivity, Source, Text } from './model.ts'

/** Properties of a question that `.meta({ … })` of a field may set. All are optional. */
export interface FieldMeta {
  label?: Text
  hint?: Text
  question?: QuestionType
  /** Name of a list in `options.choiceLists`, or the choices themselves. */
  choices?: string | Choice[]
  choiceFilter?: string
  sensitivity?: Sensitivity
  relevant?: string
  /** An expression. By default a field that is not optional is required. */
  required?: boolean | string
  constraint?: { test: string; message: Text }
  calculation?: string
  calendars?: string[]
  unknownAllowed?: boolean
  readOnly?: boolean
  appearance?: string
  mapping?: Record<string, string>
  addLabel?: Text
  /** Leave this field out of the form. */
  hidden?: boolean
}

export interface ModelOptions {
  id: string
  version: string
  title: Text
  languages: string[]
  choiceLists?: Record<string, Choice[]>
  source?: Source
  /** Message id of a field without its own label, e.g. `signals.concern.${path}`. */
  labelId: (path: string) => string
  /** Message id of a value of a `z.enum` without its own choices. Default: `labelId(path.value)`. */
  choiceLabelId?: (path: string, value: string) => string
}

interface Unwrapped {
  schema: z.core.$ZodType
  optional: boolean
  meta: FieldMeta
}

/**
 * Makes a form from a zod object: a question for each field, a group for an object, a repeat for
 * a list of objects. Throws if it cannot tell the type of a question; give that field
 * `.meta({ question })` or `.meta({ hidden: true })`.
 */
export function formFromModel(model: z.ZodObject, options: ModelOptions): Form {
  const choiceLists: Record<string, Choice[]> = { ...options.choiceLists }
  const items = itemsOf(model, '', options, choiceLists)
  return {
    id: options.id,
    version: options.version,
    title: options.title,
    languages: options.languages,
    items,
    choiceLists,
    ...(options.source ? { source: options.source } : {}),
  }
}

function itemsOf(model: z.ZodObject, parent: string, options: ModelOptions, lists: Record<string, Choice[]>): Item[] {
  return Object.entries(model.shape).flatMap(([name, field]) => {
    const unwrapped = unwrap(field)
    if (unwrapped.meta.hidden) return []
    const path = parent === '' ? name : `${parent}.${name}`
    return [groupOf(name, path, unwrapped, options, lists) ?? questionOf(name, path, unwrapped, options, lists)]
  })
}

function metaOf(schema: z.core.$ZodType): FieldMeta {
  return 'meta' in schema && typeof schema.meta === 'function' ? (schema.meta() ?? {}) : {}
}

function unwrap(field: z.core.$ZodType): Unwrapped {
  let schema = field
  let optional = false
  let meta = metaOf(field)
  while ('innerType' in schema._zod.def) {
    const { type } = schema._zod.def
    if (type === 'optional' || type === 'nullable' || type === 'default') optional = true
    schema = schema._zod.def.innerType as z.core.$ZodType
    // The outermost `.meta` wins.
    meta = { ...metaOf(schema), ...meta }
  }
  return { schema, optional, meta }
}

function isObject(schema: z.core.$ZodType): schema is z.ZodObject {
  return schema._zod.def.type === 'object'
}

function elementOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  return schema._zod.def.type === 'array' && 'element' in schema._zod.def
    ? (schema._zod.def.element as z.core.$ZodType)
    : undefined
}

function groupOf(
  name: string,
  path: string,
  { schema, meta }: Unwrapped,
  options: ModelOptions,
  lists: Record<string, Choice[]>,
): Item | undefined {
  if (meta.question) return undefined
  const element = elementOf(schema)
  const entry = element ? unwrap(element).schema : schema
  if (!isObject(entry)) return undefined
  return {
    kind: 'group',
    name,
    label: meta.label ?? { id: options.labelId(path) },
    ...pick(meta, ['hint', 'relevant', 'appearance']),
    ...(element ? { repeat: pick(meta, ['addLabel']) } : {}),
    items: itemsOf(entry, path, options, lists),
  }
}

function questionOf(
  name: string,
  path: string,
  unwrapped: Unwrapped,
  options: ModelOptions,
  lists: Record<string, Choice[]>,
): Question {
  const { meta, optional } = unwrapped
  const type = typeOf(path, unwrapped)
  const choices = choicesOf(path, unwrapped, options, lists)
  const asked = type !== 'note' && type !== 'calculate'
  return {
    kind: 'question',
    name,
    type,
    label: meta.label ?? { id: options.labelId(path) },
    ...(asked && (meta.required ?? !optional) !== false ? { required: meta.required ?? true } : {}),
    ...(choices === undefined ? {} : { choices }),
    ...pick(meta, [
      'hint',
      'choiceFilter',
      'sensitivity',
      'relevant',
      'constraint',
      'calculation',
      'calendars',
      'unknownAllowed',
      'readOnly',
      'appearance',
      'mapping',
    ]),
  }
}

function typeOf(path: string, { schema, meta }: Unwrapped): QuestionType {
  if (meta.question) {
    if (!questionTypeNames.includes(meta.question))
      throw new Error(`${path}: there is no kind of question called ${meta.question}`)
    return meta.question
  }
  const element = elementOf(schema)
  const listed = element && unwrap(element).schema._zod.def.type
  if (listed === 'enum' || (listed === 'string' && meta.choices !== undefined)) return 'choices'
  const { type } = schema._zod.def
  const format = 'format' in schema ? schema.format : undefined
  if (type === 'enum' || (type === 'string' && meta.choices !== undefined)) return 'choice'
  if (type === 'boolean') return 'yes-no'
  if (type === 'number')
    return format === 'safeint' || format === 'int32' || format === 'uint32' ? 'integer' : 'decimal'
  if (type === 'string') return format === 'date' || format === 'time' || format === 'datetime' ? format : 'text'
  throw new Error(`${path}: what kind of question is a ${type}? Say it with .meta({ question })`)
}

function choicesOf(
  path: string,
  { schema, meta }: Unwrapped,
  options: ModelOptions,
  lists: Record<string, Choice[]>,
): string | undefined {
  if (typeof meta.choices === 'string') {
    if (!Object.hasOwn(lists, meta.choices))
      throw new Error(`${path}: there is no list of choices called ${meta.choices}`)
    return meta.choices
  }
  const element = elementOf(schema)
  const inner = element ? unwrap(element).schema : schema
  const values = inner._zod.def.type === 'enum' && 'options' in inner ? (inner.options as string[]) : undefined
  if (!meta.choices && !values) return undefined
  const labelId = options.choiceLabelId ?? ((field: string, value: string) => options.labelId(`${field}.${value}`))
  lists[path] = meta.choices ?? (values ?? []).map((value) => ({ value, label: { id: labelId(path, value) } }))
  return path
}

function pick<T extends object, K extends keyof T>(
  from: T,
  keys: readonly K[],
): { [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]]))) as {
    [P in K]?: Exclude<T[P], undefined>
  }
}
