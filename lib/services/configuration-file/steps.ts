import type { Writer } from '#db/store.ts'
import { isAppError } from '#lib/errors.ts'
import type { Policy } from '#lib/policy/rule.ts'
import type { Actor } from '../actor.ts'
import type { PreparedIdp } from '../idps/index.ts'
import type { PlannedChange } from './differences.ts'
import { placed, type ReadFile } from './read.ts'
import type { ConfigurationFile } from './shape.ts'
import { createIdp, removeIdp, removeSamlAttribute, saveSamlAttribute, updateIdp } from './steps-idps.ts'
import { removeLocation, saveExemptedUrls, saveLocation, saveSettings, type WantedPlace } from './steps-places.ts'
import {
  arrangeRules,
  removeApplication,
  removeRule,
  removeSegmentGroup,
  saveApplication,
  saveDefaultRule,
  saveRule,
  saveSegmentGroup,
} from './steps-policy.ts'

/**
 * Where steps are taken. `round`: how often the file was compared with what there is before. `prepared`: ids and key pairs of
 * IdPs to be made.
 */
export type Scene = { tx: Writer; actor: Actor; deletesIdps: boolean; round: number; prepared: PreparedIdp[] }

type Step = { change: Pick<PlannedChange, 'path'>; take(scene: Scene): Promise<void> }

/**
 * Takes the steps of these changes, each by the service that the portal uses, with its rules and its audit row. A step that
 * is refused waits for the others, since it may build on them: a rule names an application that is not made yet, a domain is
 * another IdP's still. Services refuse before they change anything. When none of those left can be taken, the first one's
 * refusal is thrown, at its place in the file.
 */
export async function takeSteps(
  changes: readonly PlannedChange[],
  { file, at }: ReadFile,
  scene: Scene,
): Promise<void> {
  let left = stepsOf(changes, file)
  while (left.length > 0) {
    const refused: { step: Step; error: unknown }[] = []
    for (const step of left) {
      try {
        await step.take(scene)
      } catch (error) {
        if (!isAppError(error)) throw error
        refused.push({ step, error })
      }
    }
    const [first] = refused
    if (first && refused.length === left.length) throw placed(at, first.step.change.path, first.error)
    left = refused.map(({ step }) => step)
  }
}

/** What is made first, what is deleted last: most steps are taken at once. */
function stepsOf(changes: readonly PlannedChange[], file: ConfigurationFile): Step[] {
  const made = changes.filter(({ change }) => change !== 'delete')
  const gone = changes.filter(({ change }) => change === 'delete').toReversed()
  const moved = new Set(changes.flatMap(({ kind, within }) => (kind === 'rule' ? [within as Policy] : [])))
  return [
    ...made
      .filter(({ kind, change }) => kind === 'idp' && change === 'create')
      .map((change) => ({ change, take: (scene: Scene) => createIdp(thingAt(file, change), scene) })),
    ...made.map((change) => ({ change, take: (scene: Scene) => save(change, file, scene) })),
    ...gone.map((change) => ({ change, take: (scene: Scene) => remove(change, scene) })),
    ...[...moved].map((policy) => ({
      change: { path: ['policies', policy] },
      take: (scene: Scene) =>
        arrangeRules(
          policy,
          file.policies[policy].map(({ name }) => name),
          scene,
        ),
    })),
  ]
}

/** What the file has at a change's path; its shape is the kind's. */
function thingAt(file: ConfigurationFile, { path }: Pick<PlannedChange, 'path'>): never {
  let value: unknown = file
  for (const part of path) value = (value as Record<string, unknown>)[String(part)]
  return value as never
}

function save(change: PlannedChange, file: ConfigurationFile, scene: Scene): Promise<void> {
  switch (change.kind) {
    case 'authentication-settings':
      return saveSettings(file.authenticationSettings, scene)
    case 'exempted-urls':
      return saveExemptedUrls(file.exemptedUrls, scene)
    case 'idp':
      return updateIdp(thingAt(file, change), scene)
    case 'saml-attribute':
      return saveSamlAttribute(change, (thingAt(file, change) as { samlAttribute: string }).samlAttribute, scene)
    case 'location': {
      const { name, ranges, enforcesAuthentication, idp } = thingAt(file, change) as Omit<WantedPlace, 'sublocationOf'>
      const outer = change.path[2] === 'sublocations' ? file.locations[Number(change.path[1])]?.name : undefined
      return saveLocation({ name, ranges, enforcesAuthentication, idp, sublocationOf: outer ?? null }, scene)
    }
    case 'segment-group':
      return saveSegmentGroup(thingAt(file, change), scene)
    case 'application':
      return saveApplication(thingAt(file, change), scene)
    case 'rule':
      return saveRule(change.within as Policy, thingAt(file, change), scene)
    case 'default-rule':
      return saveDefaultRule(change.within as 'forwarding' | 'timeout', thingAt(file, change), scene)
  }
}

async function remove(change: PlannedChange, scene: Scene): Promise<void> {
  switch (change.kind) {
    case 'idp':
      return removeIdp(change, scene)
    case 'saml-attribute':
      return removeSamlAttribute(change, scene)
    case 'location':
      return removeLocation(change, scene)
    case 'segment-group':
      return removeSegmentGroup(change, scene)
    case 'application':
      return removeApplication(change, scene)
    case 'rule':
      return removeRule(change.within as Policy, change, scene)
    case 'authentication-settings':
    case 'exempted-urls':
    case 'default-rule':
      // Every file has them.
      return
  }
}
