/** A certificate as pages show it. Times are ISO 8601 in UTC. */
export type CertificateView = {
  commonName: string
  serialNumber: string
  fingerprint: string
  validFrom: string
  validTo: string
}

export const viewCertificate = (certificate: {
  commonName: string
  serialNumber: string
  fingerprint: string
  validFrom: Date
  validTo: Date
}): CertificateView => ({
  commonName: certificate.commonName,
  serialNumber: certificate.serialNumber,
  fingerprint: certificate.fingerprint,
  validFrom: certificate.validFrom.toISOString(),
  validTo: certificate.validTo.toISOString(),
})
