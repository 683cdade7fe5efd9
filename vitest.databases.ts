// Run once for all test files, in the process that starts the others.
export { serveDatabases as setup } from './db/testing-databases.ts'
