import { openEngine } from '#db/testing-engines.ts'
import { fuzz } from '#lib/services/scim/testing-fuzz.ts'

// npm run fuzz -- [minutes] [seed] [sqlite|postgres]: the SCIM service against generated requests. Ends with 1, and with the seed and the
// request, at the first promise that is broken.

const minutes = Number(process.argv[2] ?? 5)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000_000)
const engine = process.argv[4] === 'postgres' ? 'postgres' : 'sqlite'
const until = Date.now() + minutes * 60_000
console.log(`Fuzzing for ${minutes} minutes from seed ${seed} on ${engine}.`)

const { store, close } = await openEngine(engine)
let printed = Date.now()
const { requests, byStatus, slowestMs } = await fuzz(store, seed, (sent) => {
  if (Date.now() - printed > 10_000) {
    printed = Date.now()
    console.log(`${sent} requests`)
  }
  return Date.now() >= until
})
await close()
console.log(`${requests} requests, no promise broken; the slowest took ${Math.round(slowestMs)} ms`)
console.log(byStatus)
