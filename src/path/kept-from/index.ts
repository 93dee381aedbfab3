export { keepAway } from './api.ts'
export { keepNewFrom } from './store/entry-store.ts'
