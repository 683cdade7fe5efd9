/** What a request of the reference is sent with. Bodies are JSON, but for the token endpoint's form. */
export type ReferenceRequest = {
  /** What stands in the path's braces. */
  readonly id?: string
  /** Readable: percent-encoded when it is sent. */
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly form?: Readonly<Record<string, string>>
}

/** One request of the story that the reference tells, in the order in which a test sends them. */
export type Step = ReferenceRequest & {
  /** Of the operation. */
  readonly operation: string
  /** Its own among the operation's examples: letters, digits and hyphens. */
  readonly name: string
  readonly summary: string
  readonly status: number
  /** The ids that the answer makes, as the reference prints them. */
  readonly makes?: readonly string[]
}

/** What the examples print where a server makes up its own: ids in the order of their making, and what is secret. */
export const printed = {
  origin: 'https://rollcall.example.com',
  endpoint: 'https://rollcall.example.com/scim/1/216196257331281920/v2',
  idpId: '216196257331281920',
  ada: '019c1d3e-5a80-7c21-9f04-6b1d2e3f4a51',
  grace: '019c1d3e-5b12-7d09-8a6e-1c2d3e4f5a62',
  alan: '019c1d3e-6c47-7b3f-a1d8-2d3e4f5a6b73',
  engineering: '019c1d3e-71f0-7e54-b2c9-3e4f5a6b7c84',
  navy: '019c1d3e-7a35-7f68-93fa-4f5a6b7c8d95',
  onCall: '019c1d3e-8b6c-7a7c-84eb-5a6b7c8d9ea6',
  absent: '019c1d3e-0000-7000-8000-000000000000',
  created: '2026-02-02T09:00:00.000Z',
  lastModified: '2026-02-02T09:30:00.000Z',
  nextCursor: 'bmV4dCBwYWdlIG9mIHRoZSB1c2Vycw',
  secret: 'YOUR_CLIENT_SECRET',
  accessToken: 'AN_ACCESS_TOKEN',
} as const
