export { canonicalJson, type Json } from './canonical-json.ts'
export { emptyHead, lineHash, nextLine, type Head, type Heads, type Line } from './chain.ts'
export {
  type Checkpoint,
  isCheckpoint,
  isGenuine,
  isGenuineMark,
  type Mark,
  nextCheckpoint,
  signMark,
} from './checkpoint.ts'
export { verify, verifyStream, type Break, type BrokenPlace, type Evidence, type Verdict } from './verify.ts'
