import { isMap, isPair, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import { AppError, isAppError } from '#lib/errors.ts'
import type { z } from 'zod'
import { readCertificates } from '#lib/saml/certificate.ts'
import { readExemptedUrl } from '../exemptions/entry.ts'
import { readProxy } from '../exemptions/pac.ts'
import { readDomains, readSettings } from '../idps/rules.ts'
import { defaultSettings } from '../idps/settings.ts'
import { readEntry as readLocation } from '../places/entry.ts'
import { portsText, readApplication, readNamed } from '../policy/segment-entry.ts'
import { tidyCriteria, tidyTexts } from '../policy/tidy-rule.ts'
import { keyOf, listThings } from './differences.ts'
import { fileShape, type ConfigurationFile, type FileRule } from './shape.ts'

type Path = readonly (string | number)[]

/**
 * A configuration file that was read: what it says, and where in its text something stands. `formerNames`: what things were
 * called before, by `keyOf`; they are in no thing itself.
 */
export type ReadFile = { file: ConfigurationFile; formerNames: ReadonlyMap<string, string>; at(path: Path): string }

/** Aliases may stand for many values: so many at most. */
const MOST_ALIASES = 100

/**
 * Reads a configuration from YAML or JSON, into the form in which it is exported. Throws `AppError` `invalid` that begins
 * with the line and the field of what is wrong.
 */
export function readConfiguration(text: string): ReadFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, maxAliasCount: MOST_ALIASES } as never)
  const [problem] = document.errors
  if (problem) throw wrong(`line ${problem.linePos?.[0].line ?? 1}`, problem.message.split('\n')[0] ?? 'no YAML')
  const at = (path: Path) => placeOf(document, lines, path)
  const parsed = fileShape.safeParse(valueOf(document))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw wrong(at(pathOf(issue)), textOf(issue))
  }
  const file = normalised(parsed.data, at)
  requireOnce(file, at)
  const formerNames = new Map(
    listThings(file).flatMap((thing) => {
      const { formerName } = thing.fields
      return typeof formerName === 'string' ? [[keyOf(thing), formerName.trim()]] : []
    }),
  )
  return { file: withoutFormerNames(file), formerNames, at }
}

/** Nothing else is called so, wherever it stands. */
const withoutFormerNames = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(withoutFormerNames) as T
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => name !== 'formerName')
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutFormerNames(inner)])) as T
}

function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES })
  } catch (error) {
    throw wrong('line 1', error instanceof Error ? error.message : String(error))
  }
}

const wrong = (place: string, message: string) => new AppError('invalid', `${place}: ${message}`)

type Issue = z.core.$ZodIssue | undefined

const pathOf = (issue: Issue): Path => [
  ...(issue?.path ?? []).map((part) => (typeof part === 'number' ? part : String(part))),
  ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []),
]

const textOf = (issue: Issue): string =>
  issue?.code === 'unrecognized_keys' ? 'nothing of this name is known here' : (issue?.message ?? 'no configuration')

/** `line 12, idps.0.domains`: of the innermost part of the path that the text has. */
function placeOf(document: Document, lines: LineCounter, path: Path): string {
  let offset = 0
  let node: unknown = document.contents
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((each) => isPair(each) && String(each.key) === String(part))
      if (!pair) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(part)]
      offset = startOf(node) ?? offset
    } else break
  }
  const field = path.join('.')
  return `line ${lines.linePos(offset).line}${field === '' ? '' : `, ${field}`}`
}

const startOf = (node: unknown): number | undefined => (node as Node | undefined)?.range?.[0]

/** A thing that stands twice would be two states of one. */
function requireOnce(file: ConfigurationFile, at: ReadFile['at']): void {
  const seen = new Set<string>()
  for (const thing of listThings(file)) {
    const key = keyOf(thing)
    if (seen.has(key)) throw wrong(at(thing.path), `“${thing.name}” stands twice, whatever its case`)
    seen.add(key)
  }
}

/** As the services store it, so that what is applied is what is exported afterwards. */
function normalised(file: ConfigurationFile, at: ReadFile['at']): ConfigurationFile {
  return {
    ...file,
    authenticationSettings: told(at, ['authenticationSettings'], () => {
      const { primaryDomain, secondaryDomains, pacProxy, ...rest } = file.authenticationSettings
      const [primary = ''] = readDomains([primaryDomain])
      const domains = { primaryDomain: primary, secondaryDomains: readDomains(secondaryDomains) }
      return { ...rest, ...domains, pacProxy: readProxy(pacProxy) }
    }),
    exemptedUrls: file.exemptedUrls
      .map((url, index) => told(at, ['exemptedUrls', index], () => readExemptedUrl(url)))
      .toSorted(),
    idps: file.idps.map((idp, index) =>
      told(at, ['idps', index], () => {
        const { status, certificates, samlAttributes, roles, ...settings } = idp
        const { status: _status, ...read } = readSettings({ ...defaultSettings, ...settings })
        const pems = certificates.flatMap((pem) => readCertificates(pem)).map(({ pem }) => `${pem.trim()}\n`)
        return { status, ...read, certificates: pems.toSorted(), samlAttributes, roles: roles.toSorted(byValue) }
      }),
    ),
    locations: file.locations.map(({ sublocations, ...location }, index) => {
      const read = (place: typeof location, path: Path) =>
        told(at, path, () => {
          const { name, ranges } = readLocation({ ...place, idpId: null })
          return { ...place, name, ranges: ranges.toSorted() }
        })
      return {
        ...read(location, ['locations', index]),
        sublocations: sublocations.map((each, inner) => read(each, ['locations', index, 'sublocations', inner])),
      }
    }),
    applications: file.applications.map(({ segmentGroup, ...application }, index) =>
      told(at, ['applications', index], () => {
        const { ports, ...read } = readApplication({ ...application, segmentGroupId: null })
        const { segmentGroupId: _none, ...entry } = read
        const texts = { tcpPorts: portsText(ports, 'tcp'), udpPorts: portsText(ports, 'udp') }
        return { ...entry, ...texts, segmentGroup }
      }),
    ),
    segmentGroups: file.segmentGroups.map((group, index) => told(at, ['segmentGroups', index], () => readNamed(group))),
    policies: {
      ...file.policies,
      access: file.policies.access.map(tidyRule),
      forwarding: file.policies.forwarding.map(tidyRule),
      timeout: file.policies.timeout.map(tidyRule),
      defaults: {
        forwarding: trimmed(file.policies.defaults.forwarding),
        timeout: trimmed(file.policies.defaults.timeout),
      },
    },
  }
}

/** A block of YAML ends in a line break. */
const trimmed = <T extends { description: string }>(rule: T): T => ({ ...rule, description: rule.description.trim() })

const tidyRule = <T extends FileRule>(rule: T): T => ({ ...tidyTexts(rule), criteria: tidyCriteria(rule.criteria) })

const byValue = (a: { value: string }, b: { value: string }) => (a.value < b.value ? -1 : 1)

/** An error of a service, with the place of what it is about. */
export function told<T>(at: ReadFile['at'], path: Path, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw placed(at, path, error)
  }
}

/** The same for an error that was caught. */
export function placed(at: ReadFile['at'], path: Path, error: unknown): unknown {
  if (!isAppError(error)) return error
  const field = error.field === undefined ? [] : [fields[error.field] ?? error.field]
  return new AppError(error.code, `${at([...path, ...field])}: ${error.message}`)
}

/** What the file calls a field of a service, where it is another word. */
const fields: Readonly<Record<string, string>> = {
  idpId: 'idp',
  segmentGroupId: 'segmentGroup',
  certificate: 'certificates',
  provisioning: 'samlAutoProvisioning',
}
