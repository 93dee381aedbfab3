export { keepNewFrom } from './store/entry-store.ts'
