export { recordHop } from './api.ts'
export { pathEvents } from './hops.ts'
