export { canonicalJson, type Json } from './canonical-json.ts'
export { emptyHead, lineBeginning, lineHash, nextLine, type Head, type Heads, type Line } from './chain.ts'
export { isGenuine, nextCheckpoint, type Checkpoint } from './checkpoint.ts'
export { verify, verifyStream, type Break, type BrokenPlace, type Evidence, type Verdict } from './verify.ts'
