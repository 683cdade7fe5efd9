import { ExclusiveCanonicalization, SignedXml } from 'xml-crypto'
import type { Checklist } from './checks.ts'
import { childrenCalled } from './dom.ts'
import { namespaces } from './names.ts'
import { hashAlgorithms, signatureAlgorithms, signerOf, type VerificationKey } from './signature-algorithms.ts'
import { judgeForm, type SignatureParts } from './signature-form.ts'

const { signature: ds } = namespaces
const unknownKey = 'No certificate of the IdP fits it.'

/**
 * The canonical bytes of `element` that its own enveloped signature covers, once one of `keys` made it. `text` is the
 * document the element is of. Nothing but the returned bytes is authenticated.
 *
 * The library knows only the accepted algorithms while it verifies, takes no key from the message, and digests the one
 * reference that was looked at. Throws SamlRefusal.
 */
export function verifyEnveloped(
  text: string,
  element: Element,
  keys: readonly VerificationKey[],
  now: Date,
  checks: Checklist,
): string {
  const [signature, ...others] = childrenCalled(element, ds, 'Signature')
  if (!signature) throw checks.refusal('signature present', 'The element is not signed.')
  checks.demand('signatures in their places', others.length === 0, 'One element carries several signatures.')
  const parts = judgeForm(signature, element, checks)
  checks.demand('signature', isInfoSigned(parts, signature, keys), unknownKey)

  let signer: VerificationKey | undefined
  const xml = new SignedXml({ getCertFromKeyInfo: () => null, publicCert: 'the keys are given to the algorithms' })
  xml.SignatureAlgorithms = signatureAlgorithms((algorithm, material, value) => {
    signer = signerOf(algorithm, material, value, keys)
    return signer !== undefined
  })
  xml.HashAlgorithms = hashAlgorithms()
  // SAML's IDs are called so; each further name costs the library a search of the whole document.
  xml.idAttributes = ['ID']
  const bytes = verified(xml, signature, text)
  if (bytes === undefined || !signer) throw checks.refusal('signature', 'It was changed after it was signed.')
  checks.demand('certificate in date', signer.validTo > now, `It was good until ${signer.validTo.toISOString()}.`)
  return bytes
}

/** Undefined when it does not verify: the library returns false for a wrong digest and throws for the rest. */
function verified(xml: SignedXml, signature: Element, text: string): string | undefined {
  try {
    xml.loadSignature(signature)
    if (!xml.checkSignature(text)) return undefined
    const [bytes, ...others] = xml.getSignedReferences()
    return others.length === 0 ? bytes : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether one of `keys` signed SignedInfo, the small part that holds the digest of the rest. The library digests the
 * whole document before it looks at a key, which strangers could keep it busy with; it verifies this part once more.
 */
function isInfoSigned(parts: SignatureParts, signature: Element, keys: readonly VerificationKey[]): boolean {
  const options = { ancestorNamespaces: prefixesAround(signature), defaultNsForPrefix: { ds } }
  const material = new ExclusiveCanonicalization().process(parts.info.cloneNode(true) as Element, options)
  return signerOf(parts.algorithm, material, parts.value, keys) !== undefined
}

/** What a PrefixList may name: the declarations around an element, the nearest of each. */
function prefixesAround(element: Element): { prefix: string; namespaceURI: string }[] {
  const found = new Map<string, string>()
  for (let node: Node | null = element; node?.nodeType === 1; node = node.parentNode) {
    for (const { nodeName, value } of Array.from((node as Element).attributes)) {
      const prefix = nodeName.slice('xmlns:'.length)
      if (nodeName.startsWith('xmlns:') && !found.has(prefix)) found.set(prefix, value)
    }
  }
  return [...found].map(([prefix, namespaceURI]) => ({ prefix, namespaceURI }))
}
