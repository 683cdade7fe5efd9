import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

/** A passkey in memory: what a browser and its authenticator answer, with whatever a test wants to be wrong. */
export class TestAuthenticator {
  readonly id = randomBytes(16).toString('base64url')
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  counter = 0
  isVerifying = true

  readonly origin: string

  constructor(origin: string) {
    this.origin = origin
  }

  register(challenge: string, origin = this.origin): RegistrationResponseJSON {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    // COSE_Key (RFC 9053 §7.1.1): EC2, ES256, P-256, x, y.
    const key = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
    const credentialId = Buffer.from(this.id, 'base64url')
    const data = Buffer.concat([
      this.#authenticatorData(0x40),
      Buffer.alloc(16),
      Buffer.from([0, credentialId.length]),
      credentialId,
      key,
    ])
    // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
      Buffer.from([data.length >> 8, data.length & 255]),
      data,
    ])
    return {
      ...this.#common(),
      response: {
        clientDataJSON: this.#clientData('webauthn.create', challenge, origin).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      },
    }
  }

  signIn(challenge: string, origin = this.origin): AuthenticationResponseJSON {
    this.counter++
    const data = this.#authenticatorData(0)
    const clientData = this.#clientData('webauthn.get', challenge, origin)
    const signed = Buffer.concat([data, sha256(clientData)])
    return {
      ...this.#common(),
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, this.#keys.privateKey).toString('base64url'),
      },
    }
  }

  #common() {
    return { id: this.id, rawId: this.id, type: 'public-key' as const, clientExtensionResults: {} }
  }

  #authenticatorData(flags: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    // User present; user verified.
    const all = flags | 0x01 | (this.isVerifying ? 0x04 : 0)
    return Buffer.concat([sha256(Buffer.from(new URL(this.origin).hostname)), Buffer.from([all]), counter])
  }

  #clientData(type: string, challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()
