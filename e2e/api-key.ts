import { closeStore, openStore, store } from '#db/index.ts'
import { createApiKey, type ApiScope } from '#lib/services/api-keys/index.ts'

// Run by deployment.ts in a process of its own, beside the server: an owner's key for the Management API. In: JSON. Out: it.

const { name, scopes } = JSON.parse(process.argv[2] ?? '{}') as { name: string; scopes: ApiScope[] }

await openStore()
const { administrators } = store().tables
const owners = await store().read.select().from(administrators)
const owner = owners.find(({ role, isDisabled }) => role === 'owner' && !isDisabled)
if (!owner) throw new Error('There is no owner yet.')
const actor = { id: owner.id, name: owner.email, address: '', userAgent: 'e2e' }
process.stdout.write((await createApiKey({ name, scopes, expires: 'never' }, actor)).key)
await closeStore()
