import { createPrivateKey } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { readCertificates } from './certificate.ts'
import { testCertificate } from './testing.ts'

type Made = Awaited<ReturnType<typeof testCertificate>>
let made: Made
let second: Made
beforeAll(async () => {
  made = await testCertificate({ commonName: 'sso.example.com' })
  second = await testCertificate({ commonName: 'ca.example.com', validTo: new Date('2027-05-06T07:08:09Z') })
})

const request =
  'MIHUMHwCAQAwGjEYMBYGA1UEAwwPaWRwLmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcDMisOfz1A6aIMis2JyCKjv72OpuIZ2XVEXDntzjIMMsHQT4Ewtd8lbyMerEG05n6Ashc5I0Tx8gqkBfL6Vnk6AAMAoGCCqGSM49BAMCA0gAMEUCIFKoa8TB5H9R8NtF/qbI5jC+Cm4ynUdl65vmMEkNZcxjAiEA8Fi60RMqwi2jdSsHR8w7HdvVfxObDMty4lb3IzAWHyU='

test.each<[string, () => string | Uint8Array]>([
  ['PEM', () => made.pem],
  [
    'PEM with Windows line ends and text around it',
    () => `Bag Attributes\r\n${made.pem.replace(/\n/g, '\r\n')}\r\nthanks`,
  ],
  ['PEM bytes', () => Buffer.from(made.pem)],
  ['bare base64', () => made.base64],
  ['wrapped base64', () => made.base64.replace(/(.{40})/g, '$1\r\n')],
  ['DER bytes', () => made.der],
  ['the same certificate twice', () => made.pem + made.pem],
])('reads a certificate from %s', (_shape, input) => {
  const [certificate, ...others] = readCertificates(input())
  expect(others).toEqual([])
  expect(certificate).toMatchObject({
    commonName: 'sso.example.com',
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validTo: new Date('2036-01-01T00:00:00Z'),
  })
  expect(certificate?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  expect(certificate?.serialNumber).toMatch(/^[0-9A-F]+$/)
  expect(certificate?.pem).toContain('-----BEGIN CERTIFICATE-----')
})

test('reads a chain in its order', () => {
  expect(readCertificates(made.pem + second.pem).map((certificate) => certificate.commonName)).toEqual([
    'sso.example.com',
    'ca.example.com',
  ])
})

test.each<[string, RegExp, () => string | Uint8Array]>([
  ['nothing', /is empty/, () => '  \n'],
  ['a private key', /private key/, () => made.privateKey],
  ['a private key after the certificate', /private key/, () => made.pem + made.privateKey],
  [
    'a private key in DER',
    /private key/,
    () => createPrivateKey(made.privateKey).export({ format: 'der', type: 'pkcs8' }),
  ],
  [
    'a private key in base64',
    /private key/,
    () => createPrivateKey(made.privateKey).export({ format: 'der', type: 'pkcs1' }).toString('base64'),
  ],
  ['a public key', /public key/, () => made.publicKey],
  [
    'a signing request',
    /signing request/,
    () => `-----BEGIN CERTIFICATE REQUEST-----\n${request}\n-----END CERTIFICATE REQUEST-----`,
  ],
  ['a signing request in base64', /signing request/, () => request],
  ['a cut-off PEM block', /cut off/, () => made.pem.slice(0, 300)],
  ['PEM lines around garbage', /not base64/, () => '-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----'],
  [
    'PEM lines around other base64',
    /not a certificate/,
    () => '-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----',
  ],
  ['a truncated DER file', /damaged or cut off/, () => made.der.subarray(0, 200)],
  ['metadata', /IdP Metadata File/, () => '<?xml version="1.0"?><EntityDescriptor/>'],
  ['a web page', /web page/, () => '<!doctype html><title>Sign in</title>'],
  ['a fingerprint', /fingerprint/, () => Array.from({ length: 32 }, () => 'A1').join(':')],
  ['an SSH key', /SSH key/, () => 'ssh-rsa AAAAB3NzaC1yc2E= dana@example.com'],
  ['prose', /not a certificate/, () => 'please find the certificate attached!'],
  ['binary garbage', /not a certificate/, () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
  ['a huge file', /larger than 128 KiB/, () => 'A'.repeat(200_000)],
])('refuses %s and says so', (_what, message, input) => {
  expect(() => readCertificates(input())).toThrow(
    expect.objectContaining({ code: 'invalid', field: 'certificate', message: expect.stringMatching(message) }),
  )
})
