import { z } from 'zod'

// What browsers send of WebAuthn, as @simplewebauthn/browser writes it: shapes only, since the library judges the rest.

const bytes = z.string().max(20_000)
/** None are asked for. */
const withoutExtensions = <T extends object>(answer: T) => ({ ...answer, clientExtensionResults: {} })

const id = z.string().min(1).max(2_000)

/** A new passkey. */
export const registrationAnswer = z
  .object({
    id,
    rawId: id,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      transports: z.array(z.string().max(40)).max(10).default([]),
    }),
  })
  .transform(withoutExtensions)

/** A passkey's signature. */
export const signInAnswer = z
  .object({
    id,
    rawId: id,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: bytes.exactOptional(),
    }),
  })
  .transform(withoutExtensions)
