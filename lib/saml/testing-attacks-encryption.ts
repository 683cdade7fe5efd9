import { algorithms } from './names.ts'
import { changed, tampering, type Attack } from './testing-attacks.ts'

/** Held against a key pair that everybody can encrypt for. */
const encrypted = (attack: Omit<Attack, 'expected'>): Attack => ({
  ...attack,
  expected: ({ own }) => ({ decryptionKeys: [own.privateKey] }),
})

export const encryptionAttacks: Attack[] = [
  encrypted({
    name: 'an assertion that somebody made and encrypted',
    by: 'signed inside the encryption',
    without: 'SAML-201',
    send: ({ own }) => ({ encryptFor: own.pem, nameId: 'owner@example.com', signing: { parts: [] } }),
  }),
  encrypted({
    name: 'an unsigned assertion encrypted in a signed response',
    by: 'signed inside the encryption',
    without: 'SAML-201',
    send: ({ own }) => ({ encryptFor: own.pem, shape: 'ping' }),
  }),
  encrypted({
    name: 'an assertion of another IdP, encrypted',
    by: 'signature',
    without: 'SAML-202',
    send: ({ own, other, idp }) => other.respond({ encryptFor: own.pem, issuer: idp.peer.entityId, shape: 'entra' }),
  }),
  encrypted({
    name: 'AES in CBC, which can be altered',
    by: 'encryption algorithms',
    without: 'accepted',
    send: ({ own }) => ({ encryptFor: own.pem, content: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc' }),
  }),
  encrypted({
    name: 'RSA 1.5, which answers questions',
    by: 'encryption algorithms',
    without: 'SAML-206',
    send: ({ own }) => ({ encryptFor: own.pem, wrapping: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5' }),
  }),
  encrypted({
    name: 'triple DES',
    by: 'encryption algorithms',
    without: 'SAML-206',
    send: ({ own }) =>
      tampering(algorithms.aes256Gcm, 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc', {
        shape: 'entra',
        encryptFor: own.pem,
      }),
  }),
  encrypted({
    name: 'two wrapped keys',
    by: 'encryption of one assertion',
    without: 'accepted',
    send: ({ own }) => ({
      encryptFor: own.pem,
      between: (xml) => changed(xml, '</ds:KeyInfo>', '<xenc:EncryptedKey/></ds:KeyInfo>'),
    }),
  }),
  encrypted({
    name: 'an assertion encrypted for somebody else',
    by: 'encryption of one assertion',
    without: 'SAML-206',
    send: ({ other }) => ({ encryptFor: other.pem }),
  }),
  encrypted({
    name: 'a comment inside the encryption',
    by: 'no comments',
    without: 'accepted',
    send: ({ own, idp }) => ({
      encryptFor: own.pem,
      shape: 'entra',
      signing: { parts: [] },
      before: (xml) => changed(idp.sign(xml, 'Assertion'), 'dana@', 'dana<!-- -->@'),
    }),
  }),
  encrypted({
    name: 'a signed assertion with another one in it, encrypted',
    by: 'one assertion',
    without: 'SAML-202',
    send: ({ own, idp }) => ({
      encryptFor: own.pem,
      shape: 'entra',
      signing: { parts: [] },
      before: (xml) => changed(idp.sign(xml, 'Assertion'), '<Subject>', '<Advice><Assertion/></Advice><Subject>'),
    }),
  }),
]
