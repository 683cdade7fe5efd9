import type { Checklist } from './checks.ts'
import { allWithin, attributeOf, childrenCalled, childrenOf, isCalled } from './dom.ts'
import { algorithms, namespaces } from './names.ts'
import { digestOfNothing, isAcceptedDigest, isAcceptedSignature } from './signature-algorithms.ts'

const { signature: ds } = namespaces

/** What of a signature the verification goes by. */
export type SignatureParts = { info: Element; algorithm: string; value: string }

/**
 * Judges a Signature inside `element` before anything is computed: one SignedInfo, one Reference to the element around
 * it, the two transforms of SAML (Core §5.4.4), accepted algorithms, and nothing that such a signature does not need.
 * Throws SamlRefusal.
 */
export function judgeForm(signature: Element, element: Element, checks: Checklist): SignatureParts {
  const hasKeyInfo = childrenCalled(signature, ds, 'KeyInfo').length > 0
  const top = ['SignedInfo', 'SignatureValue'] as const
  const { SignedInfo: info, SignatureValue: value } = partsOf(signature, top, checks, hasKeyInfo ? ['KeyInfo'] : [])
  partsOf(value, [], checks)
  const references = childrenCalled(info, ds, 'Reference').length
  checks.demand('one reference, to its parent', references === 1, `It has ${references} references.`)
  const parts = partsOf(info, ['CanonicalizationMethod', 'SignatureMethod', 'Reference'], checks)
  const exclusive = algorithmOf(parts.CanonicalizationMethod)
  const isExclusive = exclusive === algorithms.exclusiveCanonicalisation
  checks.demand('canonicalisation', isExclusive, `${exclusive.slice(0, 200)} is not exclusive canonicalisation.`)

  const algorithm = algorithmOf(parts.SignatureMethod)
  const isAccepted = isAcceptedSignature(algorithm) && childrenOf(parts.SignatureMethod).length === 0
  checks.demand('signature algorithm', isAccepted, `${algorithm.slice(0, 200)} is not accepted.`)
  judgeReference(parts.Reference, element, checks)
  const transforms = allWithin(signature).filter(({ localName }) => localName === 'Transform').length
  checks.demand('transforms', transforms === 2, `The signature holds ${transforms} transforms.`)
  return { info, algorithm, value: value.textContent ?? '' }
}

function judgeReference(reference: Element, element: Element, checks: Checklist): void {
  const { Transforms, DigestMethod, DigestValue } = partsOf(
    reference,
    ['Transforms', 'DigestMethod', 'DigestValue'],
    checks,
  )
  const digest = algorithmOf(DigestMethod)
  checks.demand('digest algorithm', isAcceptedDigest(digest), `${digest.slice(0, 200)} is not accepted.`)
  const id = attributeOf(element, 'ID') ?? ''
  const isOwn = /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(id) && attributeOf(reference, 'URI') === `#${id}`
  checks.demand('one reference, to its parent', isOwn, 'It covers another element than the one it stands in.')
  const listed = childrenOf(Transforms).map(algorithmOf).join(' ')
  const isPlain = listed === `${algorithms.enveloped} ${algorithms.exclusiveCanonicalisation}`
  checks.demand('transforms', isPlain, `The transforms are ${listed.slice(0, 300)}.`)
  const isOfText = childrenOf(DigestValue).length === 0 && DigestValue.textContent?.trim() !== digestOfNothing(digest)
  checks.demand('digest of something', isOfText, 'DigestValue is that of no bytes, or not plain text.')
}

/** The children of a signature's element, which must be exactly these, in this order. */
function partsOf<const Name extends string>(
  parent: Element,
  names: readonly Name[],
  checks: Checklist,
  optional: string[] = [],
): Record<Name, Element> {
  const children = childrenOf(parent)
  const due = [...names, ...optional]
  const isDue = children.length === due.length && children.every((child, i) => isCalled(child, ds, due[i] ?? ''))
  checks.demand('parts of the signature', isDue, `${parent.localName} is not made of ${due.join(', ') || 'text'}.`)
  const entries = names.map((name) => {
    const found = childrenCalled(parent, ds, name)[0]
    if (!found) throw checks.refusal('parts of the signature', `${name} is missing.`)
    return [name, found] as const
  })
  return Object.fromEntries(entries) as Record<Name, Element>
}

const algorithmOf = (element: Element): string => attributeOf(element, 'Algorithm') ?? ''
