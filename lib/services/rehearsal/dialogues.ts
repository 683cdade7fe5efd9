import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootFolder } from '#db/root.ts'
import type { Dialogue, Step } from '#lib/scim/dialogue.ts'
import { guideOfIdp } from '../help/index.ts'

/** A recorded dialogue to choose a step of. */
export type DialogueChoice = {
  id: string
  client: string
  evidence: string
  steps: { name: string; method: string; path: string; body: string | undefined }[]
}

/** The recorded dialogues by name, what identity providers really send; those that `idp` is probably one to hold first. */
export function listDialogues(idp?: Parameters<typeof guideOfIdp>[0]): DialogueChoice[] {
  const vendor = idp && vendorOf(guideOfIdp(idp))
  const choices = [...recorded()].map(([id, { client, evidence, steps }]) => ({
    id,
    client,
    evidence,
    steps: steps.map(({ name, method, path, body }) => ({
      name,
      method,
      path,
      body: body && JSON.stringify(body, null, 2),
    })),
  }))
  return choices.sort((a, b) => Number(vendorOf(b.id) === vendor) - Number(vendorOf(a.id) === vendor))
}

/** Dialogues and guides are both named after the product that holds them: `okta-lifecycle`, `okta-zpa`. */
const vendorOf = (name: string): string | undefined => name.split('-')[0]

export const findDialogue = (id: string): Dialogue | undefined => recorded().get(id)

let kept: Map<string, Dialogue> | undefined

function recorded(): Map<string, Dialogue> {
  if (kept) return kept
  const folder = join(/* turbopackIgnore: true */ rootFolder(), 'e2e', 'dialogues')
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return (kept = new Map(
    files.sort().map((file) => {
      const dialogue = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Dialogue
      return [file.slice(0, -'.json'.length), { ...dialogue, steps: dialogue.steps.filter(isRehearsable) }]
    }),
  ))
}

/** Not what is about the token: a rehearsal has none. */
const isRehearsable = ({ headers = {} }: Step): boolean => !('Authorization' in headers)
