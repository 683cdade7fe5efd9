import { closeStore, openStore } from '#db/index.ts'
import { readIdpMetadata } from '#lib/saml/idp-metadata.ts'
import { cliActor } from '#lib/services/actor.ts'
import { changeIdp, confirmations, createIdp, type IdpSettings } from '#lib/services/idps/index.ts'

// Run by deployment.ts in a process of its own, beside the server: adds an IdP with single sign-on, or gives one other
// certificates. In: JSON. Out: JSON of what `idp create` answers.

type Asked = { id?: string; metadata: string; settings?: Partial<IdpSettings> & { name: string } }

const parts: Buffer[] = []
for await (const part of process.stdin) parts.push(part as Buffer)
const { id, metadata, settings } = JSON.parse(Buffer.concat(parts).toString('utf8')) as Asked

await openStore()
const found = readIdpMetadata(metadata)
const actor = cliActor('e2e')
const created =
  id === undefined && settings
    ? await createIdp(
        {
          name: settings.name,
          scimSync: settings.scimSync === true,
          scimPolicy: false,
          domains: settings.domains ?? [],
        },
        actor,
      )
    : { id: id ?? '' }
await changeIdp(
  created.id,
  {
    settings: {
      ...settings,
      idpEntityId: found.entityId,
      singleSignOnUrl: found.redirectUrl ?? '',
      singleLogoutUrl: found.singleLogoutUrl ?? '',
      status: 'enabled',
    },
    certificates: found.certificates,
    confirmed: confirmations,
  },
  actor,
)
await closeStore()
process.stdout.write(JSON.stringify(created))
