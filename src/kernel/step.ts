import type { command as inCare, Command } from './perform.ts'
import type { Tx } from './tx.ts'

/** What all steps of one kind of record have in common. */
type StepsOf<State, Change> = Pick<Command<{ id: string }, State, Change, unknown>, 'purpose' | 'resource' | 'save'> & {
  /** Address of the record, e.g. `/api/referrals/:id`. */
  path: string
  /** Reads the record and locks it until the step is saved. */
  load(tx: Tx, input: { id: string }): Promise<State | undefined>
  version(state: State): number
}

/** One step. `load` is needed if the decision asks for more than the record. */
type Step<Input, State, Change, Answer, Raw> = Pick<
  Command<Input, State, Change, Answer, Raw>,
  'name' | 'summary' | 'action' | 'input' | 'answer' | 'decide' | 'refuses' | 'owes'
> & {
  /** The end of the address, below that of the record. */
  path: string
}

type Loading<Input, State> = { load(tx: Tx, input: NoInfer<Input>): Promise<State | undefined> }

/**
 * Declares the commands on one kind of record: each loads and locks the record, decides, and saves its changes. The
 * room hands in its `command`: that of the kernel in care, that of `routesOf(room)` elsewhere.
 */
export function stepsOf<State, Change>(record: StepsOf<State, Change>, command: typeof inCare) {
  const { purpose, resource, save, version } = record
  const shared = { method: 'POST', purpose, resource, save, version } as const
  return {
    /** A step that decides from the record. */
    step: <Input extends { id: string }, Answer, Raw>(step: Step<Input, State, Change, Answer, Raw>) =>
      command<Input, State, Change, Answer, Raw>({
        ...shared,
        ...step,
        load: record.load,
        path: `${record.path}/${step.path}`,
      }),
    /** A step that also needs the state of something else, e.g. of a person or of another record. */
    stepWith: <Input extends { id: string }, Wider extends State, Answer, Raw>(
      step: Step<Input, Wider, Change, Answer, Raw> & Loading<Input, Wider>,
    ) => command<Input, Wider, Change, Answer, Raw>({ ...shared, ...step, path: `${record.path}/${step.path}` }),
  }
}
