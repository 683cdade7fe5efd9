import { base64, textOf, type Attack, type Scene } from './testing-attacks.ts'

/** The parts that wrapping moves about. Entra's shape signs the assertion, PingFederate's the response. */
function partsOf(scene: Scene, shape: 'entra' | 'ping') {
  const xml = textOf(scene.idp.respond({ shape }))
  const part = (pattern: RegExp) => {
    const [found] = pattern.exec(xml) ?? []
    if (found === undefined) throw new Error(`${pattern.source} is not in the response`)
    return found
  }
  const assertion = part(/<(saml:)?Assertion .*<\/(saml:)?Assertion>/s)
  const signature = part(/<ds:Signature .*<\/ds:Signature>/s)
  const response = part(/<samlp:Response.*<\/samlp:Response>/s)
  return { xml, assertion, signature, response }
}

/** Another person, another id, no signature. */
const forged = (xml: string, signature: string): string =>
  xml
    .replace(signature, '')
    .replaceAll('dana@example.com', 'owner@example.com')
    .replaceAll('ID="assertion-1"', 'ID="forged-1"')
    .replaceAll('ID="response-1"', 'ID="forged-2"')

const inside = (xml: string, end: string | RegExp, more: string): string => {
  const at = typeof end === 'string' ? xml.lastIndexOf(end) : xml.search(end)
  return xml.slice(0, at) + more + xml.slice(at)
}

/** Wraps the signed assertion; `make` gets the forged one as well. */
const ofAssertion =
  (make: (parts: { evil: string; original: string; bare: string; signature: string }) => string) => (scene: Scene) => {
    const { xml, assertion, signature } = partsOf(scene, 'entra')
    const [evil, bare] = [forged(assertion, signature), assertion.replace(signature, '')]
    return base64(xml.replace(assertion, () => make({ evil, original: assertion, bare, signature })))
  }

const ofResponse = (make: (evil: string, original: string, signature: string) => string) => (scene: Scene) => {
  const { response, signature } = partsOf(scene, 'ping')
  return base64(make(forged(response, signature), response, signature))
}

/** XML signature wrapping, as Somorovsky and others described it in 2012: the eight shapes, and some more. */
export const wrappingAttacks: Attack[] = [
  {
    name: 'XSW1: the signed response inside the signature of a forged one',
    by: 'one message',
    without: 'SAML-106',
    send: ofResponse((evil, original, signature) => {
      const around = inside(signature, '</ds:Signature>', original.replace(signature, ''))
      return inside(evil, /<samlp:Status>/, around)
    }),
  },
  {
    name: 'XSW2: the signed response beside its signature in a forged one',
    by: 'one message',
    without: 'SAML-106',
    send: ofResponse((evil, original, signature) =>
      inside(evil, /<samlp:Status>/, original.replace(signature, '') + signature),
    ),
  },
  {
    name: 'XSW3: a forged assertion before the signed one',
    by: 'one assertion',
    without: 'SAML-201',
    send: ofAssertion(({ evil, original }) => evil + original),
  },
  {
    name: 'XSW4: the signed assertion inside a forged one',
    by: 'one assertion',
    without: 'SAML-204',
    send: ofAssertion(({ evil, original }) => inside(evil, '</Assertion>', original)),
  },
  {
    name: 'XSW5: the signature moved into a forged assertion, the original at the end',
    by: 'one assertion',
    without: 'SAML-204',
    send: ofAssertion(({ evil, bare, signature }) => inside(evil, /<Subject>/, signature) + bare),
  },
  {
    name: 'XSW6: the original inside the signature of a forged assertion',
    by: 'one assertion',
    without: 'SAML-204',
    send: ofAssertion(({ evil, bare, signature }) =>
      inside(evil, /<Subject>/, inside(signature, '</ds:Signature>', bare)),
    ),
  },
  {
    name: 'XSW7: a forged assertion with the same ID among extensions',
    by: 'unique IDs',
    without: 'SAML-106',
    send: ofAssertion(({ evil, original }) => {
      const twin = evil.replace('forged-1', 'assertion-1')
      return `<samlp:Extensions>${twin}</samlp:Extensions>${original}`
    }),
  },
  {
    name: 'XSW7 with another ID',
    by: 'one assertion',
    without: 'accepted',
    send: ofAssertion(({ evil, original }) => `<samlp:Extensions>${evil}</samlp:Extensions>${original}`),
  },
  {
    name: 'XSW8: the original in an Object of the signature of a forged assertion',
    by: 'one assertion',
    without: 'SAML-204',
    send: ofAssertion(({ evil, bare, signature }) =>
      inside(evil, /<Subject>/, inside(signature, '</ds:Signature>', `<ds:Object>${bare}</ds:Object>`)),
    ),
  },
  {
    name: 'a forged assertion after the signed one',
    by: 'one assertion',
    without: 'accepted',
    send: ofAssertion(({ evil, original }) => original + evil),
  },
  {
    name: 'a forged assertion in no namespace, deep in the message',
    by: 'one assertion',
    without: 'accepted',
    send: ofAssertion(({ original }) => `<x><Assertion xmlns=""/></x>${original}`),
  },
  {
    name: 'the signed assertion one level deeper',
    by: 'one assertion',
    without: 'SAML-204',
    send: ofAssertion(({ original }) => `<samlp:Extensions>${original}</samlp:Extensions>`),
  },
  {
    name: 'an encrypted assertion beside the signed one',
    by: 'one assertion',
    without: 'SAML-206',
    send: ofAssertion(
      ({ original }) => `<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>${original}`,
    ),
  },
  {
    name: 'no assertion',
    by: 'one assertion',
    without: 'SAML-201',
    send: ofAssertion(() => ''),
  },
  {
    name: 'one ID under two names of the attribute',
    by: 'unique IDs',
    without: 'accepted',
    send: ofAssertion(({ original }) => `<samlp:Extensions><x Id="assertion-1"/></samlp:Extensions>${original}`),
  },
]
