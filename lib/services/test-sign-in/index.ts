export { type PersonCheck } from './compare-person.ts'
export { type TestStep } from './steps.ts'
export { findTestView, type TestView } from './view.ts'
