import { listNearUserNames } from '#db/queries/near-miss.ts'
import type { Reader } from '#db/store.ts'
import { fold } from '#lib/scim/fold.ts'

/**
 * A userName of this IdP that was probably meant, for an administrator to see: it never lets anybody in. In this order: one
 * that differs in space, dots, accents or dotted letters; whoever has the login name as e-mail address; the same local part
 * in another domain, or without one.
 */
export async function findNearMiss(q: Reader, idpId: string, loginName: string): Promise<string | null> {
  const key = fold(loginName)
  const plain = skeleton(key)
  const names = [key.trim(), key.replaceAll(/\s/gu, ''), localPart(key)]
  const beginnings = [`${localPart(key)}@`, Array.from(localPart(plain)).slice(0, ALIKE).join('')]
  const { byEmail, byName } = await listNearUserNames(q, idpId, {
    email: key,
    userNameKeys: names.filter((name) => name !== ''),
    prefixes: beginnings.filter((prefix) => prefix.length >= ALIKE),
  })
  return (
    byName.find((name) => skeleton(fold(name)) === plain) ??
    byEmail[0] ??
    byName.find((name) => localPart(skeleton(fold(name))) === localPart(plain)) ??
    null
  )
}

/** Characters at the beginning that names must have in common to be compared. */
const ALIKE = 3

/** A folded name's part before the domain; of `DOMAIN\name`, as Windows writes it, the name. */
const localPart = (key: string): string =>
  key.slice(0, Math.max(0, key.lastIndexOf('@')) || key.length).replace(/^.*\\/su, '')

/** A folded name without what is easily mistaken: space, dots in the local part, dots on letters and other accents. */
function skeleton(key: string): string {
  const at = key.lastIndexOf('@')
  const domain = at < 0 ? '' : key.slice(at)
  return (localPart(key).replaceAll('.', '') + domain)
    .normalize('NFKD')
    .replaceAll(/[\p{Mark}\p{Cf}\s]/gu, '')
    .replaceAll('ı', 'i')
}
