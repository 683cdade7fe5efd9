export { blockWords } from './block-words.ts'
export { countryOf } from './country.ts'
export { readAddress, readDestination, type Destination } from './destination.ts'
export {
  applicationPaths,
  beginHandOver,
  continueHandOver,
  continuePath,
  endApplicationSession,
  endHandOver,
  mustAuthenticateAnew,
  sweepHandOvers,
} from './hand-over.ts'
export { handOverLifetimeMs } from './handle.ts'
export { judge, type Asked, type Verdict } from './judge.ts'
export { lately } from './lately.ts'
export { platformOf } from './platform.ts'
export { headersOf, userHeaders } from './user-headers.ts'
