/** Contacts of a child with police, courts, immigration and similar. Without zod, for the server and the browser. */
export { type ContactTime, type ContactWhen, readContactTime } from './contact-time.ts'
export {
  custodyKind,
  isCustody,
  type JusticeKind,
  justiceKind,
  leavesRecord,
  type Nexus,
  nexus,
} from './justice-kind.ts'
