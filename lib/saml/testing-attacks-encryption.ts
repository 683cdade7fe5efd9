import { algorithms } from './names.ts'
import { base64, changed, tampering, type Attack } from './testing-attacks.ts'

/** Held against a key pair that everybody can encrypt for. */
const encrypted = (attack: Omit<Attack, 'expected'>): Attack => ({
  ...attack,
  expected: ({ own }) => ({ decryptionKeys: [own.privateKey] }),
})

/** The same where an administrator accepted AES-CBC. */
const withCbc = (attack: Omit<Attack, 'expected'>): Attack => ({
  ...attack,
  expected: ({ own }) => ({ decryptionKeys: [own.privateKey], acceptsCbc: true }),
})

/** Changes the block before the last, and with it what the last says of the padding: a padding oracle’s question. */
const asked = (xml: string): string => {
  const [content = ''] =
    /(?<=<xenc:CipherValue>)[^<]*(?=<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData>)/.exec(xml) ?? []
  const bytes = Buffer.from(content, 'base64')
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 17) ^ 0x80, bytes.length - 17)
  return changed(xml, content, base64(bytes))
}

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
    send: ({ own }) => ({ encryptFor: own.pem, content: algorithms.aes256Cbc }),
  }),
  withCbc({
    name: 'AES in CBC that no signature is around, though it is accepted',
    by: 'AES-CBC in a signed response',
    without: 'accepted',
    send: ({ own }) => ({ encryptFor: own.pem, content: algorithms.aes256Cbc, shape: 'entra' }),
  }),
  withCbc({
    name: 'AES in CBC that was altered under the signature',
    by: 'signature',
    without: 'SAML-202',
    send: ({ own }) => ({ encryptFor: own.pem, content: algorithms.aes256Cbc, after: asked }),
  }),
  withCbc({
    name: 'AES in CBC that was altered, with the signature around it stripped',
    by: 'AES-CBC in a signed response',
    without: 'SAML-206',
    send: ({ own }) => ({
      encryptFor: own.pem,
      content: algorithms.aes256Cbc,
      after: (xml) => asked(changed(xml, /<ds:Signature .*?<\/ds:Signature>/s, '')),
    }),
  }),
  withCbc({
    name: 'an unsigned assertion in AES-CBC in a signed response',
    by: 'signed inside the encryption',
    without: 'SAML-201',
    send: ({ own }) => ({ encryptFor: own.pem, content: algorithms.aes256Cbc, shape: 'ping' }),
  }),
  withCbc({
    name: 'an assertion of another IdP, in AES-CBC',
    by: 'signature',
    without: 'SAML-202',
    send: ({ own, other, idp }) =>
      other.respond({ encryptFor: own.pem, content: algorithms.aes256Cbc, issuer: idp.peer.entityId }),
  }),
  withCbc({
    name: 'AES in CBC with a key wrapped by RSA 1.5',
    by: 'encryption algorithms',
    without: 'SAML-206',
    send: ({ own }) => ({
      encryptFor: own.pem,
      content: algorithms.aes128Cbc,
      wrapping: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5',
    }),
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
