import { decrypt } from 'xml-encryption'
import type { Checklist } from './checks.ts'
import { allWithin, attributeOf, childrenCalled, isCalled } from './dom.ts'
import { algorithms, namespaces } from './names.ts'

const { encryption: xenc } = namespaces
const authenticated: readonly string[] = [algorithms.aes128Gcm, algorithms.aes256Gcm]
const alterable: readonly string[] = [algorithms.aes128Cbc, algorithms.aes256Cbc]

export type Encryption = {
  /** PKCS#8 in PEM, tried in their order. */
  keys: readonly string[]
  /** AES-CBC is read too, where `isSigned`. */
  acceptsCbc: boolean
  /** A valid signature of the IdP covers the response, and so what is encrypted in it. */
  isSigned: boolean
}

/**
 * The text inside an EncryptedAssertion: AES in Galois counter mode, its key wrapped by RSA-OAEP. RSA 1.5 is refused by its
 * name, before a key is touched, and every failure afterwards is the same refusal, so that altered messages teach a sender
 * nothing.
 *
 * AES-CBC does not notice that it was altered, and whoever alters it can read it by what is answered (a padding oracle).
 * So it is read where an administrator accepted it, and only inside a response whose signature was verified before: an
 * altered one is never decrypted. Throws SamlRefusal.
 */
export function decryptAssertion(
  encrypted: Element,
  { keys, acceptsCbc, isSigned }: Encryption,
  checks: Checklist,
): string {
  const data = childrenCalled(encrypted, xenc, 'EncryptedData')
  const wrapped = allWithin(encrypted).filter((element) => isCalled(element, xenc, 'EncryptedKey'))
  const isOne = data.length === 1 && wrapped.length === 1
  checks.demand('encryption of one assertion', isOne, 'It needs one EncryptedData and one EncryptedKey.')
  const [content, key] = [methodOf(data[0]), methodOf(wrapped[0])]
  const isCbc = alterable.includes(content)
  const isAccepted = (authenticated.includes(content) || (isCbc && acceptsCbc)) && key === algorithms.rsaOaep
  checks.demand('encryption algorithms', isAccepted, `${content.slice(0, 100)} with ${key.slice(0, 100)}.`)
  checks.demand('AES-CBC in a signed response', !isCbc || isSigned, 'The response around the encryption is not signed.')
  const xml = encrypted.toString()
  for (const pem of keys) {
    const text = decryptedBy(pem, xml)
    if (text !== undefined) return text.replaceAll(/\r\n?/g, '\n')
  }
  throw checks.refusal('encryption of one assertion', '')
}

function methodOf(element: Element | undefined): string {
  const method = element && childrenCalled(element, xenc, 'EncryptionMethod')[0]
  return (method && attributeOf(method, 'Algorithm')) ?? ''
}

/** The library calls back before it returns. */
function decryptedBy(key: string, xml: string): string | undefined {
  let found: string | undefined
  const options = { key, disallowDecryptionWithInsecureAlgorithm: true, warnInsecureAlgorithm: false }
  try {
    decrypt(xml, options, (error, text) => {
      if (!error) found = text
    })
  } catch {
    return undefined
  }
  return found
}
