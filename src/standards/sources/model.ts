/** What a source says, in the shape of every rule, list and sign. */
export interface StatementSource {
  readonly instrument: string
  readonly paragraph: string
  readonly date?: string
  readonly verified: boolean
}

/** Who read the sentence, in which copy, and when. */
export interface Reading {
  readonly by: string
  readonly copy: string
  /** The day, or the month if nobody wrote the day down. */
  readonly on: string
}

/** One sentence of one source. It is verified because somebody read this sentence, not because they read the instrument. */
export interface Statement {
  readonly instrument: string
  readonly paragraph: string
  readonly date?: string
  /** Absent: nobody of this project has read it. It is then from memory, or read in somebody else's account of it. */
  readonly read?: Reading
}
